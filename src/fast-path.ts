import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './base/context.ts';
import { chooseUiLanguage } from './base/ui-language.ts';
import { version } from './base/version.ts';

export { print } from './print.ts';

/**
 * The version, and the program's help, which the build has written beside this file: nothing else of the
 * program is loaded for them.
 * @returns undefined: the program has to run
 */
export function takeFastPath(args: readonly string[], env: Environment): string | undefined {
  const [flag] = args;
  if (args.length !== 1 || flag === undefined) return undefined;
  if (flag === '--version' || flag === '-V') return `${version}\n`;
  if (flag !== '--help' && flag !== '-h') return undefined;
  const name = flag === '-h' ? 'short-help' : 'help';
  try {
    return readFileSync(join(import.meta.dirname, `${name}.${chooseUiLanguage(env)}.txt`), 'utf8');
  } catch {
    return undefined;
  }
}
