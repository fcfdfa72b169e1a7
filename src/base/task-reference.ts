import { isDigits } from './digits.ts';

/** A task as it is known everywhere: by region, account and id. */
export interface TaskKey {
  /** The data region. */
  readonly region: string;
  /** Digits; undefined: the caller's own account. */
  readonly roleFor?: string | undefined;
  /** Digits. */
  readonly exportId: string;
}

/** A task of which not all is known yet. */
export type PartlyKnownTask = { readonly [Part in keyof TaskKey]?: TaskKey[Part] | undefined };

/**
 * A task as it was written, `[REGION/][ACCOUNT/]ID`. What is left out comes from the settings in force.
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

/** @returns undefined for a text that is no reference; whether the region exists is not checked */
export function parseTaskReference(written: string): TaskReference | undefined {
  const parts = written.split('/');
  const exportId = parts.pop() ?? '';
  const roleFor = isDigits(parts.at(-1) ?? '') ? parts.pop() : undefined;
  const region = parts.pop();
  const isWhole = parts.length === 0 && isDigits(exportId);
  if (!isWhole || (region !== undefined && !isRegion(region))) return undefined;
  return { region, roleFor, exportId };
}

/** Regions hold letters, accounts and ids digits alone. */
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
  /** Several accounts are in force: a reference names its own. */
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

/** The same for all events and results of one task; the id of a new task is not known at first. */
export function keyOfTask({ region = '', roleFor = '', exportId = '' }: PartlyKnownTask): string {
  return [region, roleFor, exportId].join('/');
}
