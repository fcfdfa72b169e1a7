import { Refusal } from '../http/refusal.ts';

/** What an `Authorization` header of ACS3-HMAC-SHA256 says. */
export interface Authorization {
  readonly accessKeyId: string;
  /** Lower case, sorted, each once. */
  readonly signedHeaders: readonly string[];
  /** 64 hex digits. */
  readonly signature: string;
}

export const algorithm = 'ACS3-HMAC-SHA256';

const shape =
  /^ACS3-HMAC-SHA256 Credential=([^\s,=]+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})$/;

/** @throws Refusal `IncompleteSignature` where a part is missing, or stands in another form */
export function parseAuthorization(text: string): Authorization {
  const [, accessKeyId, names, signature] = shape.exec(text) ?? [];
  if (accessKeyId === undefined || names === undefined || signature === undefined) {
    throw incomplete(
      `The Authorization header is not "${algorithm} Credential=…,SignedHeaders=…,Signature=…" without spaces after the commas.`,
    );
  }
  const signedHeaders = names.split(';');
  if ([...new Set(signedHeaders)].sort().join(';') !== names) {
    throw incomplete(`SignedHeaders is not sorted, or repeats a name: ${names}.`);
  }
  return { accessKeyId, signedHeaders, signature };
}

export function incomplete(message: string): Refusal {
  return new Refusal(400, 'IncompleteSignature', message);
}
