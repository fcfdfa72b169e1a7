import type { SiemExportError } from '../../../base/errors.ts';
import { toPlainText } from '../../../base/plain-text.ts';
import type { Credentials } from '../../../signing/credentials.ts';
import { createAuthError } from '../auth-error.ts';
import { readFields, readKeys } from '../credential-fields.ts';
import type { SourceContext } from '../credential-source.ts';
import {
  askService,
  createUnavailableError,
  parseAnswerObject,
  parseExpiration,
  withinLimit,
} from './token-service.ts';

const limitMs = 15_000;

/**
 * Keys from a credentials URI: the JSON that the vendor's CLI expects there.
 * @param place what names the URI, for messages; the URI itself may hold a secret
 */
export async function fetchFromUri(
  { uri, place }: { readonly uri: string; readonly place: string },
  context: SourceContext,
  signal: AbortSignal,
): Promise<Credentials> {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw createAuthError('CredentialsMalformed', `${place} is not an http or https URL`);
  }
  const createError = () =>
    createUnavailableError('ETIMEDOUT', `${url.host} did not answer within 15 s`);
  const { clock } = context;
  const { status, body } = await withinLimit({ limitMs, clock, signal, createError }, (limited) =>
    askService(
      {
        action: 'CredentialsURI',
        method: 'GET',
        url,
        headers: { accept: 'application/json' },
        signal: limited,
      },
      context,
    ),
  );
  if (status >= 500) throw createUnavailableError('ERR_URI', `${url.host} answered HTTP ${status}`);
  if (status !== 200) throw refuse(`${url.host} answered HTTP ${status}`, place);
  return parseKeysAnswer(body.toString(), { from: url.host, place }, context);
}

/**
 * The answer that credentials URIs and the instance metadata share.
 * @throws SiemExportError that holds nothing of the answer but its `Code`
 */
export function parseKeysAnswer(
  text: string,
  { from, place }: { readonly from: string; readonly place: string },
  context: Pick<SourceContext, 'redactor' | 'onNote'>,
): Credentials {
  const object = parseAnswerObject(text);
  if (object === undefined) throw refuse(`${from} did not answer with a JSON object`, place);
  const fields = readFields(object, { place: `the answer of ${from}` }, context);
  const code = fields.optional('Code') ?? 'Success';
  if (code !== 'Success') {
    throw refuse(
      `${from} answered ${toPlainText(context.redactor.redact(code)).slice(0, 100)}`,
      place,
    );
  }
  const names = { id: 'AccessKeyId', secret: 'AccessKeySecret', token: 'SecurityToken' };
  return {
    ...readKeys(fields, names, 'optional'),
    expiresAt: parseExpiration(fields.optional('Expiration')),
  };
}

function refuse(reason: string, place: string): SiemExportError {
  return createAuthError('CredentialsRefused', `${place} gave no credentials: ${reason}`);
}
