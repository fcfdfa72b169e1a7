import type { Answer } from '../http/answer.ts';
import { createTextBody } from '../http/body.ts';
import { Refusal } from '../http/refusal.ts';
import type { ScriptedAnswer } from '../schema/fault-schema.ts';

/** The usual status and message of the codes that scenarios script. */
const usual: Readonly<Record<string, readonly [status: number, message: string]>> = {
  AccessDenied: [403, 'You have no right to access this object because of bucket acl.'],
  SecurityTokenExpired: [403, 'The security token you provided has expired.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided.',
  ],
  NoSuchKey: [404, 'The specified key does not exist.'],
  PreconditionFailed: [412, 'At least one of the pre-conditions you specified did not hold.'],
  InvalidRange: [416, 'The requested range cannot be satisfied.'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  ServiceUnavailable: [503, 'Please reduce your request rate.'],
};

/** The error that a scenario asks for by its code. */
export function createStoreRefusal({ status, code = '', message }: ScriptedAnswer): Refusal {
  const [usualStatus, usualMessage] = usual[code] ?? [400, 'The scenario refuses this request.'];
  return new Refusal(status ?? usualStatus, code, message ?? usualMessage);
}

/** An error as OSS writes it. */
export function formatStoreError(
  refusal: Refusal,
  { requestId, hostId }: { readonly requestId: string; readonly hostId: string },
): Answer {
  const { EC: errorCode = '0000-00000000', ...details } = refusal.details;
  const elements = {
    Code: refusal.code,
    Message: refusal.message,
    RequestId: requestId,
    HostId: hostId,
    ...details,
    EC: errorCode,
    RecommendDoc: `https://api.aliyun.com/troubleshoot?q=${String(errorCode)}`,
  };
  const lines = Object.entries(elements).map(
    ([name, value]) => `  <${name}>${escapeXml(String(value))}</${name}>\n`,
  );
  return {
    status: refusal.status,
    headers: {
      'Content-Type': 'application/xml',
      'x-oss-request-id': requestId,
      'x-oss-ec': String(errorCode),
      Server: 'AliyunOSS',
    },
    body: createTextBody(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error>\n${lines.join('')}</Error>\n`,
    ),
  };
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
