import { SiemExportError } from '../base/errors.ts';
import type { DigestValues } from './digests.ts';
import type { ObjectFacts } from './object-facts.ts';
import { text, type Texts } from './texts.ts';

/**
 * Holds what arrived against what the store says it holds.
 * @returns the strongest proof that there was
 * @throws SiemExportError with exit `integrity` where something does not match
 */
export function verifyDigests(
  bytes: number,
  digests: DigestValues,
  object: ObjectFacts,
): 'crc64' | 'md5' | 'length' {
  const { totalBytes, crc64, md5, requestId } = object;
  const mismatch = (what: keyof Texts['names'], found: string, wanted: string): SiemExportError =>
    new SiemExportError(
      'DigestMismatch',
      'integrity',
      text((texts) => texts.mismatch(texts.names[what], found, wanted)),
      { requestId, hint: text((texts) => texts.nothingPlaced), retryable: true },
    );
  if (totalBytes !== undefined && totalBytes !== bytes) {
    throw mismatch('length', String(bytes), String(totalBytes));
  }
  if (crc64 !== undefined && crc64 !== digests.crc64) {
    throw mismatch('crc64', digests.crc64, crc64);
  }
  if (md5 !== undefined && md5 !== digests.md5) {
    throw mismatch('md5', digests.md5 ?? 'unknown', md5);
  }
  if (crc64 !== undefined) return 'crc64';
  return md5 === undefined ? 'length' : 'md5';
}
