/** Throw-away key pairs that the sandbox, and nothing else in the world, accepts. */
export interface SandboxKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** The session token that belongs to the pair; without it the pair is refused. */
  readonly securityToken?: string;
  /** Why the pair is refused even when the signature is right. */
  readonly refusedAs?: 'InvalidAccessKeyId.Inactive' | 'InvalidSecurityToken.Expired';
}

/** The key pair of `Sandbox.env`. */
export const standardKey: SandboxKey = {
  accessKeyId: 'SandboxAccessKey00000001',
  accessKeySecret: 'SandboxSecretThatOpensNothing1',
};

/** A temporary key pair: its requests must carry the token. */
export const sessionKey: SandboxKey = {
  accessKeyId: 'STS.SandboxAccessKey0002',
  accessKeySecret: 'SandboxSecretThatOpensNothing2',
  securityToken: 'CAISSandboxToken/with+slash==&and=signs',
};

/** A temporary key pair whose session is over. */
export const expiredSessionKey: SandboxKey = {
  accessKeyId: 'STS.SandboxAccessKey0003',
  accessKeySecret: 'SandboxSecretThatOpensNothing3',
  securityToken: 'CAISSandboxTokenThatHasExpired',
  refusedAs: 'InvalidSecurityToken.Expired',
};

/** A key pair that its owner has disabled. */
export const inactiveKey: SandboxKey = {
  accessKeyId: 'SandboxAccessKey00000004',
  accessKeySecret: 'SandboxSecretThatOpensNothing4',
  refusedAs: 'InvalidAccessKeyId.Inactive',
};

export const sandboxKeys: readonly SandboxKey[] = [
  standardKey,
  sessionKey,
  expiredSessionKey,
  inactiveKey,
];
