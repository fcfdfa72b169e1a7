import { describeFailure } from '../task-failure.ts';
import type { ExitName } from '../../base/exit-codes.ts';
import type { Check, CheckFacts, CheckName } from './check.ts';
import { withoutDoctorHint } from './without-doctor-hint.ts';

/** What a check hands on to those that depend on it; `missing` names the one that failed. */
export type Given<T> = { readonly value: T } | { readonly missing: CheckName };

export interface Found<Name extends CheckName, T> {
  readonly facts: CheckFacts[Name];
  /** The job works, and yet something should be mended. */
  readonly isNote?: boolean | undefined;
  readonly value: T;
}

/** The checks of a diagnosis, one after another. */
export interface CheckList {
  readonly checks: readonly Check[];
  /** `ok`, or the exit of the first check that failed. */
  readonly exit: ExitName;
  /** Does the work where all that it needs was found, and tells how it ended. Never throws. */
  run<Name extends CheckName, Need, T>(
    name: Name,
    need: Given<Need>,
    work: (need: Need) => Found<Name, T> | Promise<Found<Name, T>>,
  ): Promise<Given<T>>;
}

export function createCheckList(
  signal: AbortSignal,
  onCheck: ((check: Check) => void) | undefined,
): CheckList {
  const checks: Check[] = [];
  let exit: ExitName = 'ok';
  let stoppedAt: CheckName | undefined;
  const tell = (check: Check): void => {
    checks.push(check);
    onCheck?.(check);
  };
  return {
    checks,
    get exit() {
      return exit;
    },
    async run(name, need, work) {
      const missing = stoppedAt ?? ('missing' in need ? need.missing : undefined);
      if (missing !== undefined || !('value' in need)) {
        tell({ name, state: 'skipped', because: missing ?? name });
        return { missing: missing ?? name };
      }
      try {
        signal.throwIfAborted();
        const { facts, isNote = false, value } = await work(need.value);
        tell({ name, state: isNote ? 'note' : 'ok', facts } as Check);
        return { value };
      } catch (error) {
        const failure = describeFailure(error);
        if (signal.aborted) stoppedAt = name;
        if (exit === 'ok') exit = failure.exit;
        tell({ name, state: 'failed', error: withoutDoctorHint(failure.error) });
        return { missing: name };
      }
    },
  };
}

/** For what depends on two checks. */
export function both<A, B>(a: Given<A>, b: Given<B>): Given<readonly [A, B]> {
  if ('missing' in a) return a;
  return 'missing' in b ? b : { value: [a.value, b.value] };
}
