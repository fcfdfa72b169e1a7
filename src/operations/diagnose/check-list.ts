import { describeFailure } from '../task-failure.ts';
import type { SiemExportError } from '../../base/errors.ts';
import type { ExitName } from '../../base/exit-codes.ts';
import { en, zh } from '../../base/ui-language.ts';
import type { Check, CheckFacts, CheckName } from './check.ts';

/** What a check passes to those that depend on it; `missing`: the check that failed. */
export type Given<T> = { readonly value: T } | { readonly missing: CheckName };

export interface Found<Name extends CheckName, T> {
  readonly facts: CheckFacts[Name];
  /** It works, but something should be fixed. */
  readonly isNote?: boolean | undefined;
  readonly value: T;
}

/** The checks of a diagnosis, in order. */
export interface CheckList {
  readonly checks: readonly Check[];
  /** `ok`, or the exit of the first check that failed. */
  readonly exit: ExitName;
  /** Runs a check unless one that it depends on failed. Never throws. */
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
  const report = (check: Check): void => {
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
        report({ name, state: 'skipped', because: missing ?? name });
        return { missing: missing ?? name };
      }
      try {
        signal.throwIfAborted();
        const { facts, isNote = false, value } = await work(need.value);
        report({ name, state: isNote ? 'note' : 'ok', facts } as Check);
        return { value };
      } catch (error) {
        const failure = describeFailure(error);
        if (signal.aborted) stoppedAt = name;
        if (exit === 'ok') exit = failure.exit;
        report({ name, state: 'failed', error: withoutDoctorHint(failure.error) });
        return { missing: name };
      }
    },
  };
}

/** For a check that depends on two. */
export function both<A, B>(a: Given<A>, b: Given<B>): Given<readonly [A, B]> {
  if ('missing' in a) return a;
  return 'missing' in b ? b : { value: [a.value, b.value] };
}

/** Leaves out each clause of the hint that suggests siem-export doctor, which is what runs. */
function withoutDoctorHint(error: SiemExportError): SiemExportError {
  const { hint } = error.texts;
  if (hint === undefined) return error;
  const kept = {
    en: omitDoctor(en(hint).split(/(?<=[.;]) /), ' ').replace(/;$/, '.'),
    zh: omitDoctor(zh(hint).split(/(?<=[。；])/), '').replace(/；$/, '。'),
  };
  return error.with({ hint: kept.en === '' ? null : kept });
}

function omitDoctor(clauses: readonly string[], between: string): string {
  return clauses.filter((clause) => !clause.includes('siem-export doctor')).join(between);
}
