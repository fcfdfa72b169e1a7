import { randomBytes } from 'node:crypto';
import type { Credentials } from '../../signing/credentials.ts';
import type { SourceContext } from '../credential-source.ts';
import { signRpcRequest } from './rpc-signature.ts';
import { callSts, type StsCall } from './sts.ts';

export interface RoleRequest {
  readonly endpoint: URL;
  readonly roleArn: string;
  /** Default: `siem-export`. It appears in the audit log of the account. */
  readonly sessionName?: string | undefined;
  /** Default: 3600. */
  readonly durationSeconds?: number | undefined;
  /** A policy that restricts the role further, as JSON. */
  readonly policy?: string | undefined;
}

export interface AssumeRoleRequest extends RoleRequest {
  /** Who assumes the role: an access key, or the credentials of a session. */
  readonly credentials: Credentials;
  readonly externalId?: string | undefined;
}

export interface AssumeRoleWithOidcRequest extends RoleRequest {
  readonly providerArn: string;
  /** A bearer secret. */
  readonly token: string;
}

/** AssumeRole: a session of a role, in exchange for other credentials. */
export async function assumeRole(
  { credentials, externalId, ...role }: AssumeRoleRequest,
  context: SourceContext,
  signal: AbortSignal,
): Promise<Credentials> {
  const body = withoutUndefined({ ...roleParameters(role), ExternalId: externalId });
  const action = 'AssumeRole';
  return await callSts({ action, endpoint: role.endpoint, body, createQuery }, context, signal);

  function createQuery(now: number): Record<string, string> {
    const query = withoutUndefined({
      ...commonQuery(action, now),
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: randomBytes(16).toString('hex'),
      AccessKeyId: credentials.accessKeyId,
      SecurityToken: credentials.securityToken,
    });
    const signature = signRpcRequest('POST', { ...query, ...body }, credentials.accessKeySecret);
    return { ...query, Signature: signature };
  }
}

/** AssumeRoleWithOIDC: a session of a role, in exchange for the token of an identity provider. Not signed. */
export async function assumeRoleWithOidc(
  { providerArn, token, ...role }: AssumeRoleWithOidcRequest,
  context: SourceContext,
  signal: AbortSignal,
): Promise<Credentials> {
  const action = 'AssumeRoleWithOIDC';
  const call: StsCall = {
    action,
    endpoint: role.endpoint,
    body: withoutUndefined({
      ...roleParameters(role),
      OIDCProviderArn: providerArn,
      OIDCToken: token,
    }),
    createQuery: (now) => commonQuery(action, now),
  };
  return await callSts(call, context, signal);
}

function roleParameters({ roleArn, sessionName, durationSeconds = 3600, policy }: RoleRequest) {
  return {
    RoleArn: roleArn,
    RoleSessionName: sessionName ?? 'siem-export',
    DurationSeconds: String(durationSeconds),
    Policy: policy,
  };
}

function commonQuery(action: string, now: number): Record<string, string> {
  const Timestamp = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  return { Action: action, Version: '2015-04-01', Format: 'JSON', Timestamp };
}

function withoutUndefined(
  parameters: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const present = Object.entries(parameters).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return Object.fromEntries(present);
}
