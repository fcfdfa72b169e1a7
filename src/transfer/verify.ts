import { open } from 'node:fs/promises';
import { SiemExportError } from '../base/errors.ts';
import type { DigestValues } from './digests.ts';
import type { Verification } from './download-request.ts';
import type { ObjectFacts } from './store-answer.ts';

/**
 * Holds what arrived against what the store says it holds.
 * @returns the strongest proof that there was
 * @throws SiemExportError with exit `integrity` where something does not match
 */
export function verifyDigests(
  bytes: number,
  digests: DigestValues,
  object: ObjectFacts,
): Verification {
  const { totalBytes, crc64, md5, requestId } = object;
  const mismatch = (what: string, got: string, wanted: string): SiemExportError =>
    new SiemExportError(
      'DigestMismatch',
      'integrity',
      `what arrived is not what the store holds: its ${what} is ${got}, not ${wanted}`,
      { requestId, hint: 'Nothing was put under the final name. Try again.', retryable: true },
    );
  if (totalBytes !== undefined && totalBytes !== bytes) {
    throw mismatch('length', String(bytes), String(totalBytes));
  }
  if (crc64 !== undefined && crc64 !== digests.crc64) {
    throw mismatch('CRC-64', digests.crc64, crc64);
  }
  if (md5 !== undefined && md5 !== digests.md5) throw mismatch('MD5', digests.md5, md5);
  if (crc64 !== undefined) return 'crc64';
  return md5 === undefined ? 'length' : 'md5';
}

/**
 * An error page can never be called a workbook: a file with the ending of a zip format begins like a
 * zip and ends with its directory.
 * @throws SiemExportError with exit `integrity`
 */
export async function verifyStructure(path: string, name: string): Promise<void> {
  if (!/\.(?:xlsx|zip)$/i.test(name)) return;
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = await readAt(file, 0, 4);
    const tailSize = Math.min(size, 65_557);
    const tail = await readAt(file, size - tailSize, tailSize);
    const isZip = start.toString('latin1') === 'PK\u0003\u0004';
    if (isZip && tail.includes('PK\u0005\u0006', 0, 'latin1')) return;
  } finally {
    await file.close();
  }
  throw new SiemExportError('NotAWorkbook', 'integrity', 'what the store holds is not a workbook', {
    hint: 'Nothing was put under the final name.',
  });
}

async function readAt(
  file: Awaited<ReturnType<typeof open>>,
  position: number,
  length: number,
): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
