import type { Environment } from '../base/context.ts';

/** The first variable that is set, trimmed. An empty one counts as unset. */
export function readVariable(env: Environment, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = env[name]?.trim();
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

/** Whether a variable is `true`. The vendor's SDKs ignore its case too. */
export function isTrue(env: Environment, name: string): boolean {
  return readVariable(env, name)?.toLowerCase() === 'true';
}
