import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './base/context.ts';
import { chooseUiLanguage } from './base/ui-language.ts';
import { version } from './base/version.ts';

export { print } from './print.ts';

/**
 * What is asked for often and is always the same: the version, and the program's help, which the
 * build has written beside this file. Nothing else of the program is loaded for it.
 * @returns undefined: the program has to run
 */
export function takeFastPath(args: readonly string[], env: Environment): string | undefined {
  const [flag] = args;
  if (args.length !== 1 || flag === undefined) return undefined;
  if (flag === '--version' || flag === '-V') return `${version}\n`;
  if (flag !== '--help' && flag !== '-h') return undefined;
  try {
    return readFileSync(join(import.meta.dirname, `help.${chooseUiLanguage(env)}.txt`), 'utf8');
  } catch {
    return undefined;
  }
}
