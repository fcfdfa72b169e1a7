import { isDigits } from './digits.ts';

/** Identifies a task: region, account and id. */
export interface TaskKey {
  /** The data region. */
  readonly region: string;
  /** Digits; undefined: the caller's own account. */
  readonly roleFor?: string | undefined;
  /** Digits. */
  readonly exportId: string;
}

/** A task whose key is not complete yet. */
export type PartlyKnownTask = { readonly [Part in keyof TaskKey]?: TaskKey[Part] | undefined };

/**
 * A task as written by a user, `[REGION/][ACCOUNT/]ID`. Omitted parts come from the settings in force.
 *
 * @example
 * ```ts
 * import { waitForExportTask, type TaskReference } from 'siem-export';
 *
 * const task: TaskReference = { region: 'cn-hangzhou', exportId: '200013' };
 * console.log((await waitForExportTask(task)).outcome);
 * ```
 */
export interface TaskReference extends Omit<TaskKey, 'region'> {
  /** The data region. */
  readonly region?: string | undefined;
}

/** @returns undefined if the text is not a reference; does not check whether the region exists */
export function parseTaskReference(written: string): TaskReference | undefined {
  const parts = written.split('/');
  const exportId = parts.pop() ?? '';
  const roleFor = isDigits(parts.at(-1) ?? '') ? parts.pop() : undefined;
  const region = parts.pop();
  const isWhole = parts.length === 0 && isDigits(exportId);
  if (!isWhole || (region !== undefined && !isRegion(region))) return undefined;
  return { region, roleFor, exportId };
}

/** A region begins with a letter; accounts and ids are digits only. */
function isRegion(text: string): boolean {
  return /^[a-z][a-z\d-]*$/i.test(text);
}

/** `ap-southeast-1/113091674489/500003`, as far as the parts are known. */
export function formatTaskReference({ region, roleFor, exportId }: TaskReference): string {
  return [region, roleFor, exportId].filter((part) => part !== undefined).join('/');
}

/** What a reference may leave out. */
export interface ScopeInForce {
  readonly region: string;
  /** Digits; undefined: the caller's own account. */
  readonly roleFor?: string | undefined;
  /** Several accounts are in force: each reference names its account. */
  readonly isFleet: boolean;
}

/** The shortest reference that names the task under the settings in force. */
export function shortenTaskReference(
  { region, roleFor, exportId }: TaskKey,
  inForce: ScopeInForce,
): string {
  const namesAccount = inForce.isFleet || roleFor !== inForce.roleFor;
  return formatTaskReference({
    region: region === inForce.region ? undefined : region,
    roleFor: namesAccount ? roleFor : undefined,
    exportId,
  });
}

/** The same for all events and results of one task. The id of a new task is unknown at first. */
export function keyOfTask({ region = '', roleFor = '', exportId = '' }: PartlyKnownTask): string {
  return [region, roleFor, exportId].join('/');
}
