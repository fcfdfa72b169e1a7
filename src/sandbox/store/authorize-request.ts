import { headerValue, splitTarget, type ReceivedRequest } from '../http/received-request.ts';
import { Refusal } from '../http/refusal.ts';
import type { LinkParameters } from '../links/link-scheme.ts';
import { verifyLink, type LinkVerdict } from '../links/links.ts';
import type { StoredObject } from './object-shelf.ts';

export interface AuthorizeOptions {
  readonly objectKey: string;
  readonly found: StoredObject | undefined;
  readonly generation: number;
  readonly now: number;
}

/**
 * Whether the request may have the object. Only an object whose Links are unsigned can be had
 * without a signature.
 * @throws Refusal
 */
export function authorizeRequest(request: ReceivedRequest, options: AuthorizeOptions): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new Refusal(
      405,
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
      { Method: request.method, EC: '0018-00000001' },
    );
  }
  const verdict = verifyLink(
    {
      method: request.method,
      objectKey: options.objectKey,
      host: headerValue(request, 'host') ?? '',
      parameters: parseQuery(splitTarget(request.target).query ?? ''),
      headers: new Map(request.headers.map(([name, value]) => [name.toLowerCase(), value.trim()])),
    },
    options,
  );
  refuseVerdict(verdict, options);
}

/** The key of the object that the path names. */
export function readObjectKey({ target }: ReceivedRequest): string {
  return decode(splitTarget(target).path.slice(1));
}

/**
 * Nothing of the API may reach the store: neither keys, nor its headers, nor cookies. OSS itself
 * would take a second signature for a mistake, and let the rest pass.
 * @throws Refusal
 */
export function refuseForeignHeaders({ headers }: ReceivedRequest): void {
  for (const [name] of headers) {
    const lower = name.toLowerCase();
    if (lower === 'authorization') {
      throw new Refusal(400, 'InvalidArgument', 'Only one auth mechanism allowed.', {
        ArgumentName: name,
        EC: '0002-00000204',
      });
    }
    if (lower === 'cookie' || lower.startsWith('x-acs-')) {
      throw new Refusal(403, 'AccessDenied', `The header ${name} must not reach the store.`, {
        EC: '0003-00000001',
      });
    }
  }
}

function refuseVerdict(verdict: LinkVerdict, { found, now }: AuthorizeOptions): void {
  switch (verdict.kind) {
    case 'valid':
      return;
    case 'unsigned':
      if (found?.task.shape.linkForm === 'unsigned') return;
      throw new Refusal(
        403,
        'AccessDenied',
        'You have no right to access this object because of bucket acl.',
        { EC: '0003-00000001' },
      );
    case 'expired':
      throw new Refusal(403, 'AccessDenied', 'Request has expired.', {
        Expires: formatMoment(verdict.expiresAt),
        ServerTime: formatMoment(now),
        EC: '0002-00000069',
      });
    case 'mismatch':
      throw new Refusal(
        403,
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
        {
          OSSAccessKeyId: verdict.accessKeyId,
          SignatureProvided: verdict.signature,
          EC: '0002-00000040',
        },
      );
  }
}

function formatMoment(at: number): string {
  return new Date(at).toISOString();
}

/** As a form is read: a plus is a space. */
function parseQuery(query: string): LinkParameters {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    parameters.set(decode(name), decode(value.replaceAll('+', ' ')));
  }
  return parameters;
}

/** A broken escape stays as it is: no signature will match it. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
