import { join } from 'node:path';
import { shortenTaskReference, type ScopeInForce } from '../../base/task-reference.ts';
import type { Outcome, TaskResult } from '../../operations/task-result.ts';
import type { TaskRequest } from '../../operations/task-call.ts';
import type { CommandSession } from './open-session.ts';

/** A session, and which of its tasks a command works on. */
export interface TasksSession extends CommandSession {
  readonly requests: readonly TaskRequest[];
}

/** Flags of the new command line in place of those that were given. */
export interface ResumeChanges {
  readonly roleFor?: readonly string[] | undefined;
  /** Below the folder that was given. */
  readonly subfolder?: string | undefined;
}

/** @returns the command line that continues with some tasks; undefined if none does */
export type ResumeCommand = (
  references: readonly string[],
  changes?: ResumeChanges,
) => string | undefined;

/** After these outcomes the task continues in the cloud. */
const resumable: ReadonlySet<Outcome> = new Set(['timed-out', 'stalled', 'interrupted']);

/** The command line that continues with the tasks that have not ended. */
export function formatResume(
  results: readonly TaskResult[],
  {
    session,
    creates = false,
    resume,
  }: {
    readonly session: TasksSession;
    /** The work creates the tasks: one without an id does not exist. */
    readonly creates?: boolean | undefined;
    readonly resume: ResumeCommand;
  },
): string | undefined {
  const open = results.filter(
    ({ outcome, exportId }) => resumable.has(outcome) && (!creates || exportId !== undefined),
  );
  if (open.length === 0) return undefined;
  const { inForce } = session;
  const references = open.flatMap(({ exportId, ...task }) =>
    exportId === undefined ? [] : [shortenTaskReference({ ...task, exportId }, inForce)],
  );
  // The task is not known: the service was asked to name it, and no response arrived.
  if (references.length < open.length) {
    const roleFor = open.flatMap((task) => task.roleFor ?? []);
    return resume([], inForce.isFleet ? { roleFor } : {});
  }
  const [only] = open;
  const isAlone = open.length === 1 && only !== undefined && !inForce.isFleet;
  const subfolder = isAlone ? findSubfolder(only, session) : '';
  return resume(references, { subfolder });
}

/**
 * The folder of a task's file below `--dir`: tasks of different accounts and regions may have files of the same name
 * and regions. It depends on the reference and the settings alone, so a later run finds the file again.
 */
export function findSubfolder(
  { region, roleFor = '' }: Pick<TaskRequest, 'region' | 'roleFor'>,
  { requests, inForce }: { readonly requests: readonly unknown[]; readonly inForce: ScopeInForce },
): string {
  if (requests.length === 1 && !inForce.isFleet) return '';
  return join(
    inForce.isFleet || roleFor !== inForce.roleFor ? roleFor : '',
    region === inForce.region ? '' : region,
  );
}
