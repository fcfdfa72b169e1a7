import { formatJson } from '../../base/json.ts';
import type { Answer } from '../http/answer.ts';
import { createTextBody } from '../http/body.ts';
import { Refusal } from '../http/refusal.ts';
import type { ScriptedAnswer } from '../schema/fault-schema.ts';

/** The usual status and message of the codes that scenarios script. */
const usual: Readonly<Record<string, readonly [status: number, message: string]>> = {
  Throttling: [400, 'Request was denied due to request throttling.'],
  'Throttling.User': [400, 'Request was denied due to user flow control.'],
  'Throttling.Api': [400, 'Request was denied due to api flow control.'],
  ServiceUnavailable: [503, 'The request has failed due to a temporary failure of the server.'],
  InternalError: [500, 'The request processing has failed due to some unknown error.'],
  'InvalidTimeStamp.Expired': [400, 'Specified time stamp or date value is expired.'],
  SignatureNonceUsed: [400, 'Specified signature nonce was used already.'],
  SignatureDoesNotMatch: [400, 'Specified signature does not match our calculation.'],
  IncompleteSignature: [400, 'The request signature does not conform to Aliyun standards.'],
  'InvalidAccessKeyId.NotFound': [404, 'Specified access key is not found.'],
  'InvalidAccessKeyId.Inactive': [400, 'Specified access key is disabled.'],
  MissingSecurityToken: [400, 'SecurityToken is mandatory for this action.'],
  'InvalidSecurityToken.Expired': [400, 'Specified SecurityToken is expired.'],
  'InvalidSecurityToken.Malformed': [400, 'Specified SecurityToken is malformed.'],
  'InvalidSecurityToken.MismatchWithAccessKey': [
    400,
    'Specified SecurityToken mismatch with the AccessKey.',
  ],
  NoPermission: [403, 'You are not authorized to perform this operation.'],
  Forbidden: [403, 'User not authorized to operate on the specified resource.'],
  'Forbidden.RAM': [403, 'User not authorized to operate on the specified resource.'],
  'Forbidden.UserDenied.RdAccount': [
    403,
    'The account is not the delegated administrator of this member account.',
  ],
  OrderExpired: [403, 'There is no valid order of Cloud SIEM for this account.'],
  AssumeRoleError: [
    400,
    'The service-linked role AliyunServiceRoleForSasCloudSiem cannot be assumed.',
  ],
  IllegalParameter: [400, 'A parameter of the request is illegal.'],
  InvalidParameter: [400, 'A parameter of the request is not valid.'],
  MissingParameter: [400, 'A mandatory parameter of the request is not supplied.'],
  IdempotentParameterMismatch: [400, 'The same request was made before with other parameters.'],
  'InvalidAction.NotFound': [404, 'Specified action is not found.'],
  'InvalidApi.NotFound': [404, 'Specified api is not found.'],
  'InvalidProduct.NotFound': [404, 'Specified product is not found.'],
};
const permissionCodes = ['NoPermission', 'Forbidden', 'Forbidden.RAM'];

/** The error that a scenario asks for by its code. */
export function createApiRefusal(
  { status, code = '', message }: Pick<ScriptedAnswer, 'status' | 'code' | 'message'>,
  { action, account }: { readonly action: string; readonly account: string },
): Refusal {
  const [usualStatus, usualMessage] = usual[code] ?? [400, 'The scenario refuses this request.'];
  const details = permissionCodes.includes(code)
    ? { AccessDeniedDetail: describeMissingPermission(action, account) }
    : {};
  return new Refusal(status ?? usualStatus, code, message ?? usualMessage, details);
}

/** An error as the API's gateway writes it. */
export function formatApiError(
  refusal: Refusal,
  { requestId, hostId }: { readonly requestId: string; readonly hostId: string },
): Answer {
  const query = new URLSearchParams({ q: refusal.code, product: 'cloud-siem', requestId });
  return formatApiAnswer(refusal.status, requestId, {
    RequestId: requestId,
    HostId: hostId,
    Code: refusal.code,
    Message: refusal.message,
    Recommend: `https://api.aliyun.com/troubleshoot?${query.toString()}`,
    ...refusal.details,
  });
}

export function formatApiAnswer(status: number, requestId: string, elements: object): Answer {
  return {
    status,
    headers: {
      'Content-Type': 'application/json;charset=utf-8',
      'x-acs-request-id': requestId,
    },
    body: createTextBody(formatJson(elements)),
  };
}

function describeMissingPermission(action: string, account: string): object {
  return {
    PolicyType: 'AccountLevelIdentityBasedPolicy',
    AuthPrincipalOwnerId: account,
    AuthPrincipalType: 'SubUser',
    AuthPrincipalDisplayName: '201234567890123456',
    AuthAction: `yundun-sas:${action}`,
    NoPermissionType: 'ImplicitDeny',
    EncodedDiagnosticMessage: 'AQEAAAAAU2FuZGJveA==',
  };
}
