import parse from 'parse-duration';
import type { Text } from './ui-language.ts';
import { UsageError } from './errors.ts';
import { texts } from './texts.ts';

const shape = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;
const bareNumber = /^\d+(?:\.\d+)?$/;

/**
 * Milliseconds from `500ms`, `30s`, `5m`, `1h30m`, `7d`; a bare number is seconds.
 * @throws UsageError naming `flag`, the value and what is allowed
 */
export function parseDuration(flag: Text, written: string): number {
  const withUnit = bareNumber.test(written) ? `${written}s` : written;
  const ms = shape.test(withUnit) ? parse(withUnit) : null;
  if (ms === null || !Number.isSafeInteger(Math.round(ms))) {
    throw new UsageError(texts.notADuration(flag, written));
  }
  return Math.round(ms);
}

/** A duration as a clock shows it: `0:07`, `1:09`, `1:02:05`. */
export function formatClockDuration(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${minutes}:${seconds}`;
}
