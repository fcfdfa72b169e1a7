import type { Environment } from '../../base/context.ts';

/** The first of the variables that is set, without blanks around it; one that is empty counts as unset. */
export function readVariable(env: Environment, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = env[name]?.trim();
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

/** Whether a variable says `true`, in any case of letters, as the vendor's SDKs read it. */
export function isTrue(env: Environment, name: string): boolean {
  return readVariable(env, name)?.toLowerCase() === 'true';
}
