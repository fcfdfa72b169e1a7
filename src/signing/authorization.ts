import { algorithm } from './string-to-sign.ts';

export interface AuthorizationParts {
  readonly accessKeyId: string;
  readonly signedHeaders: string;
  readonly signature: string;
}

/** Step 4: the value of `authorization`. No space follows its commas. */
export function formatAuthorization(parts: AuthorizationParts): string {
  const { accessKeyId, signedHeaders, signature } = parts;
  return `${algorithm} Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`;
}
