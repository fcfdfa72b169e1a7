import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export interface DigestValues {
  /** CRC-64/XZ, unsigned decimal, as `x-oss-hash-crc64ecma` has it. */
  readonly crc64: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Base64, as `content-md5` has it. */
  readonly md5: string;
}

/** The digests of a file, fed while it passes. */
export interface Digests {
  update(chunk: Uint8Array): void;
  finish(): DigestValues;
}

export async function createDigests(): Promise<Digests> {
  const { createCRC64 } = await import('hash-wasm');
  // Its default polynomial is ECMA-182 reflected: CRC-64/XZ, which OSS uses.
  const crc64 = await createCRC64();
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  return {
    update(chunk) {
      crc64.update(chunk);
      sha256.update(chunk);
      md5.update(chunk);
    },
    finish: () => ({
      crc64: BigInt(`0x${crc64.digest('hex')}`).toString(),
      sha256: sha256.digest('hex'),
      md5: md5.digest('base64'),
    }),
  };
}

/** @throws a system error when the file cannot be read */
export async function digestFile(path: string): Promise<DigestValues> {
  const digests = await createDigests();
  for await (const chunk of createReadStream(path)) digests.update(chunk as Buffer);
  return digests.finish();
}
