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

/** A task as it was written, `[REGION/][ACCOUNT/]ID`. What is left out comes from the settings in force. */
export interface TaskReference extends Omit<TaskKey, 'region'> {
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

/** The full reference, `ap-southeast-1/113091674489/500003`. */
export function formatTaskReference({ region, roleFor, exportId }: TaskKey): string {
  return [region, roleFor, exportId].filter((part) => part !== undefined).join('/');
}

/**
 * The shortest reference that names the task under the settings in force.
 * @param accounts the accounts in force; a bare id is asked for in each of them
 */
export function shortenTaskReference(
  { region, roleFor, exportId }: TaskKey,
  inForce: { readonly region: string; readonly accounts: readonly (string | undefined)[] },
): string {
  const isOnlyAccount = inForce.accounts.length === 1 && inForce.accounts[0] === roleFor;
  return [
    ...(region === inForce.region ? [] : [region]),
    ...(isOnlyAccount || roleFor === undefined ? [] : [roleFor]),
    exportId,
  ].join('/');
}
