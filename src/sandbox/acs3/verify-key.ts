import { headerValue, type ReceivedRequest } from '../http/received-request.ts';
import { Refusal } from '../http/refusal.ts';
import type { SandboxKey } from '../keys.ts';

/**
 * The key pair that signs the request, where it is one of `keys`, in use, and comes with the token
 * that belongs to it.
 * @throws Refusal
 */
export function verifyKey(
  request: ReceivedRequest,
  accessKeyId: string,
  keys: readonly SandboxKey[],
): SandboxKey {
  const key = keys.find((candidate) => candidate.accessKeyId === accessKeyId);
  if (key === undefined) {
    throw new Refusal(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  }
  const announced = headerValue(request, 'x-acs-accesskey-id');
  if (announced !== undefined && announced !== accessKeyId) {
    throw new Refusal(
      400,
      'InvalidParameter',
      'The header x-acs-accesskey-id is not the key that signs the request.',
    );
  }
  verifyToken(key, headerValue(request, 'x-acs-security-token'), keys);
  if (key.refusedAs === 'InvalidAccessKeyId.Inactive') {
    throw new Refusal(400, key.refusedAs, 'Specified access key is disabled.');
  }
  if (key.refusedAs === 'InvalidSecurityToken.Expired') {
    throw new Refusal(400, key.refusedAs, 'Specified SecurityToken is expired.');
  }
  return key;
}

function verifyToken(
  key: SandboxKey,
  token: string | undefined,
  keys: readonly SandboxKey[],
): void {
  if (token === key.securityToken) return;
  if (token === undefined) {
    throw new Refusal(
      400,
      'MissingSecurityToken',
      'SecurityToken is mandatory for this action: the access key is a temporary one.',
    );
  }
  if (keys.some((other) => other.securityToken === token) || key.securityToken === undefined) {
    throw new Refusal(
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
      'Specified SecurityToken mismatch with the AccessKey.',
    );
  }
  throw new Refusal(400, 'InvalidSecurityToken.Malformed', 'Specified SecurityToken is malformed.');
}
