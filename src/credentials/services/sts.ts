import { withTimeout } from '../../base/deadline.ts';
import type { SiemExportError } from '../../base/errors.ts';
import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { findCode } from '../../base/raise.ts';
import type { Localized } from '../../base/ui-language.ts';
import type { HttpResponse } from '../../network/http-client.ts';
import type { Credentials } from '../../signing/credentials.ts';
import { credentialCodes, raise } from '../codes.ts';
import { readFields, readCredentials } from '../credential-fields.ts';
import type { SourceContext } from '../credential-source.ts';
import { formatParameters } from './rpc-signature.ts';
import { texts } from './texts.ts';
import {
  askService,
  createTimeout,
  createUnavailable,
  parseResponseObject,
  parseExpiration,
} from './token-service.ts';

export interface StsCall {
  readonly action: string;
  readonly endpoint: URL;
  readonly body: Readonly<Record<string, string>>;
  /** Creates the query of one attempt, with date, nonce and signature. `now`: epoch milliseconds. */
  readonly createQuery: (now: number) => Readonly<Record<string, string>>;
}

/** The vendor's SDKs allow 5 s to connect and 10 s to respond. */
const timeoutMs = 15_000;

/**
 * Requests a session from the security token service. If this machine's clock is wrong, a second
 * request uses the time of the service.
 *
 * @throws SiemExportError with the service's code, exit `auth`; NetworkError if the service cannot be
 *   reached or is throttling; the signal's reason when aborted
 */
export async function callSts(
  call: StsCall,
  context: SourceContext,
  signal: AbortSignal,
): Promise<Credentials> {
  const { host } = call.endpoint;
  const createError = () => createTimeout(host, timeoutMs);
  const { clock } = context;
  return await withTimeout({ timeoutMs, clock, signal, createError }, async (limited) => {
    const now = clock.now();
    const first = await send(call, { now, context, signal: limited });
    const serverNow = isClockError(first) ? Date.parse(first.response.headers.date ?? '') : NaN;
    if (Number.isNaN(serverNow)) return readSession(first, call, context);
    return readSession(
      await send(call, { now: serverNow, context, signal: limited }),
      call,
      context,
    );
  });
}

interface StsResponse {
  readonly response: HttpResponse;
  readonly object: JsonObject | undefined;
}

async function send(
  call: StsCall,
  { now, context, signal }: { now: number; context: SourceContext; signal: AbortSignal },
): Promise<StsResponse> {
  const url = new URL(`/?${formatParameters(call.createQuery(now))}`, call.endpoint);
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  const body = formatParameters(call.body);
  const request = { action: call.action, method: 'POST' as const, url, headers, body, signal };
  const response = await askService(request, context);
  return { response, object: parseResponseObject(response.body.toString()) };
}

function isClockError({ object }: StsResponse): boolean {
  return object?.['Code'] === 'InvalidTimeStamp.Expired';
}

function readSession(given: StsResponse, call: StsCall, context: SourceContext): Credentials {
  const { response, object } = given;
  const credentials = object?.['Credentials'];
  if (response.status !== 200 || !isJsonObject(credentials)) {
    throw describeRefusal(given, call, context);
  }
  const fields = readFields(credentials, { place: texts.responseOf(call.endpoint.host) }, context);
  const names = { id: 'AccessKeyId', secret: 'AccessKeySecret', token: 'SecurityToken' };
  return {
    ...readCredentials(fields, names, 'required'),
    expiresAt: parseExpiration(fields.optional('Expiration')),
  };
}

function describeRefusal(
  { response, object }: StsResponse,
  { action, endpoint }: StsCall,
  { redactor }: SourceContext,
): SiemExportError {
  const { status } = response;
  const read = (name: string) => {
    const value = object?.[name];
    return typeof value === 'string' ? toPlainText(redactor.redact(value)).slice(0, 300) : '';
  };
  const code = read('Code');
  if (status >= 500 || code.includes('Throttling') || code === 'ServiceUnavailable') {
    return createUnavailable(code || 'ERR_STS', endpoint.host, status);
  }
  // This message repeats the signed text with the token in it, encoded in more than one way.
  const message = code === 'SignatureDoesNotMatch' ? '' : read('Message');
  return raise(findCode(credentialCodes, code) ?? 'CredentialsRefused', {
    message: texts.refused(endpoint.host, action, message || `HTTP ${status}`),
    hint: hints[code],
    reportedAs: code || undefined,
    requestId: read('RequestId') || undefined,
    status,
  });
}

const hints: Readonly<Record<string, Localized>> = {
  SignatureDoesNotMatch: texts.secretHint,
  'InvalidAccessKeyId.NotFound': texts.accessKeyHint,
  'InvalidAccessKeyId.Inactive': texts.accessKeyHint,
  'InvalidSecurityToken.Expired': texts.sessionHint,
  NoPermission: texts.permissionHint,
  'InvalidTimeStamp.Expired': texts.clockHint,
};
