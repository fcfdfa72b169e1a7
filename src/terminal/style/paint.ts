import { Chalk } from 'chalk';
import type { Environment, OutputStream } from '../../base/context.ts';

/** What a colour means. Without colours each gives its text back. */
export interface Paint {
  readonly good: Brush;
  readonly bad: Brush;
  readonly warning: Brush;
  readonly active: Brush;
  readonly faint: Brush;
}

export type Brush = (text: string) => string;

export interface ColourChoice {
  readonly stream: OutputStream;
  readonly env: Environment;
  /** False: `--no-color`. */
  readonly color?: boolean | undefined;
}

/** The sixteen basic colours, which every theme of a terminal sets to be legible. */
export function createPaint(choice: ColourChoice): Paint {
  const chalk = new Chalk({ level: isColoured(choice) ? 1 : 0 });
  return {
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    warning: (text) => chalk.yellow(text),
    active: (text) => chalk.cyan(text),
    faint: (text) => chalk.dim(text),
  };
}

/**
 * The flag first, then `NO_COLOR` (no-color.org: any value that is not empty), then `FORCE_COLOR`
 * (`0` and `false` say no), then whether the stream is a terminal that can.
 */
function isColoured({ stream, env, color = true }: ColourChoice): boolean {
  if (!color || env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
