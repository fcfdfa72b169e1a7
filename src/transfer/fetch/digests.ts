import { createHash } from 'node:crypto';
import { openPlainFile } from '../../base/plain-file.ts';
import { blockBytes } from './block-writer.ts';
import { raiseStoreError } from '../store/codes.ts';
import type { ObjectFacts } from '../store/object-facts.ts';
import { texts, type Difference } from '../store/texts.ts';

export interface DigestValues {
  /** CRC-64/XZ, unsigned decimal, as in `x-oss-hash-crc64ecma`. */
  readonly crc64: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Base64, as in `content-md5`; only if requested. */
  readonly md5: string | undefined;
}

/** The digests of a stream of bytes. */
export interface Digests {
  update(chunk: Uint8Array): void;
  /** CRC-64 of the bytes so far, unsigned decimal. */
  crc64SoFar(): string;
  finish(): DigestValues;
}

/**
 * Runs in this thread: on two cores, a second thread with shared memory was measured to be slower.
 * @param options.md5 also MD5, which takes longer than the other two together
 */
export async function createDigests({ md5: withMd5 }: { readonly md5: boolean }): Promise<Digests> {
  const { createCRC64 } = await import('hash-wasm');
  // Its default polynomial is ECMA-182 reflected: CRC-64/XZ, which OSS uses.
  const crc64 = await createCRC64();
  const sha256 = createHash('sha256');
  const md5 = withMd5 ? createHash('md5') : undefined;
  const readCrc64 = (): string => BigInt(`0x${crc64.digest('hex')}`).toString();
  return {
    update(chunk) {
      crc64.update(chunk);
      sha256.update(chunk);
      md5?.update(chunk);
    },
    crc64SoFar() {
      const state = crc64.save();
      const value = readCrc64();
      crc64.load(state);
      return value;
    },
    finish: () => ({
      crc64: readCrc64(),
      sha256: sha256.digest('hex'),
      md5: md5?.digest('base64'),
    }),
  };
}

/** @throws a system error when the file cannot be read; the signal's reason when aborted */
export async function digestFile(
  path: string,
  signal: AbortSignal,
): Promise<DigestValues & { readonly bytes: number }> {
  const digests = await createDigests({ md5: false });
  const block = Buffer.allocUnsafeSlow(blockBytes);
  const file = await openPlainFile(path);
  try {
    for (let bytes = 0; ;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(block, 0, block.length, bytes);
      if (bytesRead === 0) return { bytes, ...digests.finish() };
      digests.update(block.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/**
 * Compares what arrived with the length and the digests that the store states.
 * @returns the strongest proof
 * @throws SiemExportError with exit `integrity` if something does not match
 */
export function verifyDigests(
  bytes: number,
  digests: DigestValues,
  { totalBytes, crc64, md5, requestId }: ObjectFacts,
): 'crc64' | 'md5' | 'length' {
  const expect = (measure: Difference['measure'], found: string | undefined, expected?: string) => {
    if (expected === undefined || found === expected) return;
    const message = texts.mismatch({ measure, found: found ?? 'unknown', expected });
    throw raiseStoreError('DigestMismatch', { message, requestId });
  };
  expect('length', String(bytes), totalBytes?.toString());
  expect('crc64', digests.crc64, crc64);
  expect('md5', digests.md5, md5);
  if (crc64 !== undefined) return 'crc64';
  return md5 === undefined ? 'length' : 'md5';
}
