import { Chalk, type ChalkInstance } from 'chalk';
import type { Environment, OutputStream } from '../base/context.ts';

export interface ColorOptions {
  readonly stream: OutputStream;
  readonly env: Environment;
  /** `--no-color`. */
  readonly noColor?: boolean | undefined;
}

/**
 * The colours that one stream can show: each stream answers for itself, for stdout may be piped while
 * stderr is a terminal. `NO_COLOR` wins over `FORCE_COLOR`, and `--no-color` over both.
 */
export function createColors({ stream, env, noColor }: ColorOptions): ChalkInstance {
  return new Chalk({ level: !noColor && wantsColors(stream, env) ? 1 : 0 });
}

function wantsColors(stream: OutputStream, env: Environment): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
