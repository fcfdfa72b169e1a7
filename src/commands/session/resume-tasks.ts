import type { Outcome, TaskResult } from '../../operations/task-result.ts';

/**
 * The command line that goes on with some tasks; undefined: none does.
 * @param accounts in the place of those that were given; undefined: as they were given
 */
export type ResumeCommand = (
  exportIds: readonly string[],
  accounts?: readonly string[],
) => string | undefined;

export interface ResumeScope {
  /** The ids of the command line. */
  readonly exportIds: readonly string[];
  /** The work creates the tasks: what has no id is not there. */
  readonly creates?: boolean | undefined;
  readonly isFleet: boolean;
  readonly resume: ResumeCommand;
}

/** After these the task goes on in the cloud. */
const resumable: ReadonlySet<Outcome> = new Set(['timed-out', 'stalled', 'interrupted']);

/**
 * The command line that goes on with what is left. For several accounts it names those that are left; ids
 * of their own are not named, for each account goes on with its last task.
 */
export function formatResume(
  results: readonly TaskResult[],
  { exportIds, creates, isFleet, resume }: ResumeScope,
): string | undefined {
  const open = results.filter(
    ({ outcome, exportId }) => resumable.has(outcome) && (!creates || exportId !== undefined),
  );
  if (open.length === 0) return undefined;
  const ids = [...new Set(open.flatMap(({ exportId }) => exportId ?? []))];
  const accounts = [...new Set(open.flatMap(({ roleFor }) => roleFor ?? []))];
  if (!isFleet) return resume(ids);
  const isNamed = exportIds.length > 0 || accounts.length === 1;
  return resume(isNamed ? ids : [], accounts);
}
