import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createHashWorker } from './hash-worker.ts';

export interface DigestValues {
  /** CRC-64/XZ, unsigned decimal, as `x-oss-hash-crc64ecma` has it. */
  readonly crc64: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Base64, as `content-md5` has it; only where it was asked for. */
  readonly md5: string | undefined;
}

/** The digests of a file, fed while it passes. */
export interface Digests {
  /** @returns a promise where the chunk must not be changed before it is kept */
  update(chunk: Uint8Array): Promise<void> | undefined;
  /** CRC-64 of what has passed so far, unsigned decimal. */
  crc64SoFar(): string;
  finish(): Promise<DigestValues>;
  /** To be called in the end, however that came. */
  close(): Promise<void>;
}

export interface DigestsOptions {
  /** Also MD5, which takes longer than both others together. */
  readonly md5: boolean;
  /** All but CRC-64 in a thread of its own. Chunks have to be shared memory then. */
  readonly inThread?: boolean | undefined;
}

export async function createDigests({ md5, inThread = false }: DigestsOptions): Promise<Digests> {
  const { createCRC64 } = await import('hash-wasm');
  // Its default polynomial is ECMA-182 reflected: CRC-64/XZ, which OSS uses.
  const crc64 = await createCRC64();
  const readCrc64 = (): string => BigInt(`0x${crc64.digest('hex')}`).toString();
  const algorithms = md5 ? ['sha256', 'md5'] : ['sha256'];
  const others = inThread ? createHashWorker(algorithms) : createHashes(algorithms);
  return {
    update(chunk) {
      const taken = others.update(chunk);
      crc64.update(chunk);
      return taken;
    },
    crc64SoFar() {
      const state = crc64.save();
      const value = readCrc64();
      crc64.load(state);
      return value;
    },
    async finish() {
      const values = await others.finish();
      const md5Hex = values.get('md5');
      return {
        crc64: readCrc64(),
        sha256: values.get('sha256') ?? '',
        md5: md5Hex === undefined ? undefined : Buffer.from(md5Hex, 'hex').toString('base64'),
      };
    },
    close: () => others.close(),
  };
}

/** The same as the thread does, in this one. */
function createHashes(algorithms: readonly string[]) {
  const hashes = algorithms.map((name) => [name, createHash(name)] as const);
  return {
    update(chunk: Uint8Array): undefined {
      for (const [, hash] of hashes) hash.update(chunk);
    },
    finish: () =>
      Promise.resolve(new Map(hashes.map(([name, hash]) => [name, hash.digest('hex')] as const))),
    close: () => Promise.resolve(),
  };
}

/** @throws a system error when the file cannot be read; the signal's reason when aborted */
export async function digestFile(
  path: string,
  signal: AbortSignal,
): Promise<DigestValues & { readonly bytes: number }> {
  const digests = await createDigests({ md5: false });
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    signal.throwIfAborted();
    void digests.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, ...(await digests.finish()) };
}
