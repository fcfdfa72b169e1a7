import bytes from 'bytes';
import prettyBytes from 'pretty-bytes';
import { UsageError } from './errors.ts';
import { texts } from './texts.ts';

/**
 * Bytes from `512k`, `2m`, `1g` or a bare number; k is 1024, as for curl.
 * @throws UsageError naming `flag`, the value and what is allowed
 */
export function parseByteSize(flag: string, written: string): number {
  const unit = /^\d+(?:\.\d+)?[kmg]$/i.test(written) ? `${written}b` : written;
  const size = /^\d+(?:\.\d+)?(?:[kmg]b)?$/i.test(unit) ? bytes.parse(unit) : null;
  if (size === null || size < 1) {
    throw new UsageError(texts.notASize(flag, written));
  }
  return size;
}

/** `48.2 MB`: decimal units, as disks and stores count. */
export function formatByteSize(sizeBytes: number): string {
  return prettyBytes(sizeBytes);
}
