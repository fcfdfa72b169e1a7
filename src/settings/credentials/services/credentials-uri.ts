import { withTimeout } from '../../../base/deadline.ts';
import type { SiemExportError } from '../../../base/errors.ts';
import { toPlainText } from '../../../base/plain-text.ts';
import type { Text } from '../../../base/ui-language.ts';
import type { Credentials } from '../../../signing/credentials.ts';
import { createAuthError } from '../auth-error.ts';
import { readFields, readCredentials } from '../credential-fields.ts';
import type { SourceContext } from '../credential-source.ts';
import { text } from './texts.ts';
import {
  askService,
  createUnavailableError,
  parseResponseObject,
  parseExpiration,
} from './token-service.ts';

const timeoutMs = 15_000;

/**
 * Keys from a credentials URI: the JSON that the vendor's CLI expects there.
 * @param place what names the URI, for messages; the URI itself may hold a secret
 */
export async function fetchFromUri(
  { uri, place }: { readonly uri: string; readonly place: Text },
  context: SourceContext,
  signal: AbortSignal,
): Promise<Credentials> {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    const message = text((texts, say) => texts.notAUrl(say(place)));
    throw createAuthError('CredentialsMalformed', message);
  }
  const createError = () =>
    createUnavailableError(
      'ETIMEDOUT',
      text((texts) => texts.tooSlow(url.host, timeoutMs / 1000)),
    );
  const { clock } = context;
  const { status, body } = await withTimeout({ timeoutMs, clock, signal, createError }, (limited) =>
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
  const refusal = text((texts) => texts.answered(url.host, status, ''));
  if (status >= 500) throw createUnavailableError('ERR_URI', refusal);
  if (status !== 200) throw refuseUri(refusal, place);
  return parseCredentialsResponse(body.toString(), { from: url.host, place }, context);
}

/**
 * The answer that credentials URIs and the instance metadata share.
 * @throws SiemExportError that holds nothing of the answer but its `Code`
 */
export function parseCredentialsResponse(
  response: string,
  { from, place }: { readonly from: Text; readonly place: Text },
  context: Pick<SourceContext, 'redactor' | 'onNote'>,
): Credentials {
  const object = parseResponseObject(response);
  if (object === undefined) {
    throw refuseUri(
      text((texts, say) => texts.notJson(say(from))),
      place,
    );
  }
  const placeOfFields = text((texts, say) => texts.answerOf(say(from)));
  const fields = readFields(object, { place: placeOfFields }, context);
  const code = fields.optional('Code') ?? 'Success';
  if (code !== 'Success') {
    const shown = toPlainText(context.redactor.redact(code)).slice(0, 100);
    throw refuseUri(
      text((texts, say) => texts.answeredCode(say(from), shown)),
      place,
    );
  }
  const names = { id: 'AccessKeyId', secret: 'AccessKeySecret', token: 'SecurityToken' };
  return {
    ...readCredentials(fields, names, 'optional'),
    expiresAt: parseExpiration(fields.optional('Expiration')),
  };
}

function refuseUri(reason: Text, place: Text): SiemExportError {
  const message = text((texts, say) => texts.gaveNone(say(place), say(reason)));
  return createAuthError('CredentialsRefused', message);
}
