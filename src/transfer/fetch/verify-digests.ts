import type { DigestValues } from './digests.ts';
import type { ObjectFacts } from '../store/object-facts.ts';
import { raiseStoreError } from '../store/codes.ts';
import { texts, type Difference } from '../store/texts.ts';

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
