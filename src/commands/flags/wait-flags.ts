import type { Command } from 'commander';
import { parseDuration } from '../../base/durations.ts';
import { UsageError } from '../../base/errors.ts';
import type { WaitSettings } from '../../operations/wait-for-task.ts';
import { text } from './texts.ts';

/** What `wait` is given: how to wait for one task, and how many at once. */
export interface WaitFlags extends WaitSettings {
  /** The first task that ends badly ends the command. */
  readonly failFast: boolean;
  readonly concurrency: number;
  /** Requests a second. */
  readonly rate: number;
}

interface WrittenWaitFlags {
  readonly timeout: string;
  readonly stallTimeout: string;
  readonly interval?: string;
  readonly maxInterval: string;
  readonly onUnknown: string;
  readonly failFast?: boolean;
  readonly concurrency: string;
  readonly rate: string;
}

export function addWaitFlags(command: Command): Command {
  return command
    .optionsGroup('waiting')
    .option('--timeout <duration>', '', '1h')
    .option('--stall-timeout <duration>', '', 'none')
    .option('--interval <duration>')
    .option('--max-interval <duration>', '', '30s')
    .option('--on-unknown <wait|fail>', '', 'wait')
    .option('--fail-fast')
    .option('--concurrency <n>', '', '5')
    .option('--rate <n>', '', '10');
}

/** @throws UsageError naming the flag, the value and what is allowed */
export function parseWaitFlags(written: object): WaitFlags {
  const flags = written as WrittenWaitFlags;
  return {
    timeoutMs: parseLimit('--timeout', flags.timeout),
    stallTimeoutMs: parsePositiveLimit('--stall-timeout', flags.stallTimeout),
    intervalMs:
      flags.interval === undefined ? undefined : parsePositive('--interval', flags.interval),
    maxIntervalMs: parsePositive('--max-interval', flags.maxInterval),
    onUnknown: parseOnUnknown(flags.onUnknown),
    failFast: flags.failFast ?? false,
    concurrency: parseCount('--concurrency', flags.concurrency),
    rate: parseCount('--rate', flags.rate),
  };
}

function parseLimit(flag: string, written: string): number | undefined {
  return written === 'none' ? undefined : parseDuration(flag, written);
}

function parsePositiveLimit(flag: string, written: string): number | undefined {
  return written === 'none' ? undefined : parsePositive(flag, written);
}

function parsePositive(flag: string, written: string): number {
  const ms = parseDuration(flag, written);
  if (ms > 0) return ms;
  throw new UsageError(text((texts) => texts.tooShort(flag, written)));
}

function parseOnUnknown(written: string): 'wait' | 'fail' {
  if (written === 'wait' || written === 'fail') return written;
  throw new UsageError(text((texts) => texts.notAllowed('--on-unknown', written, 'wait, fail')));
}

function parseCount(flag: string, written: string): number {
  const count = /^\d{1,6}$/.test(written) ? Number(written) : 0;
  if (count > 0) return count;
  throw new UsageError(text((texts) => texts.notACount(flag, written)));
}
