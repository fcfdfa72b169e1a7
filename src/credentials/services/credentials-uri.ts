import { withTimeout } from '../../base/deadline.ts';
import type { SiemExportError } from '../../base/errors.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { Text } from '../../base/ui-language.ts';
import type { Credentials } from '../../signing/credentials.ts';
import { raise } from '../codes.ts';
import { readFields, readCredentials } from '../credential-fields.ts';
import type { SourceContext } from '../credential-source.ts';
import { texts } from './texts.ts';
import {
  askService,
  createTimeout,
  createUnavailable,
  parseResponseObject,
  parseExpiration,
} from './token-service.ts';

const timeoutMs = 15_000;

/**
 * Credentials from a credentials URI, in the JSON that the vendor's CLI expects there.
 * @param place names the URI in messages; the URI itself may contain a secret
 */
export async function fetchFromUri(
  { uri, place }: { readonly uri: string; readonly place: Text },
  context: SourceContext,
  signal: AbortSignal,
): Promise<Credentials> {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw raise('CredentialsMalformed', { message: texts.notAUrl(place) });
  }
  const createError = () => createTimeout(url.host, timeoutMs);
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
  if (status >= 500) throw createUnavailable('ERR_URI', url.host, status);
  if (status !== 200) throw refuseUri(texts.returned(url.host, status), place);
  return parseCredentialsResponse(body.toString(), { from: url.host, place }, context);
}

/**
 * Credentials URIs and the instance metadata return the same JSON.
 * @throws SiemExportError that contains nothing of the response but its `Code`
 */
export function parseCredentialsResponse(
  response: string,
  { from, place }: { readonly from: Text; readonly place: Text },
  context: Pick<SourceContext, 'redactor' | 'onNote'>,
): Credentials {
  const object = parseResponseObject(response);
  if (object === undefined) throw refuseUri(texts.notJson(from), place);
  const fields = readFields(object, { place: texts.responseOf(from) }, context);
  const code = fields.optional('Code') ?? 'Success';
  if (code !== 'Success') {
    const shown = toPlainText(context.redactor.redact(code)).slice(0, 100);
    throw refuseUri(texts.returnedCode(from, shown), place);
  }
  const names = { id: 'AccessKeyId', secret: 'AccessKeySecret', token: 'SecurityToken' };
  return {
    ...readCredentials(fields, names, 'optional'),
    expiresAt: parseExpiration(fields.optional('Expiration')),
  };
}

function refuseUri(reason: Text, place: Text): SiemExportError {
  return raise('CredentialsRefused', { message: texts.noCredentials(place, reason) });
}
