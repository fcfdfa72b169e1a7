import type { Environment } from '../base/context.ts';
import type { SiemExportError } from '../base/errors.ts';
import { formatErrorLines } from './lines/error-lines.ts';
import type { ColourChoice } from './style/paint.ts';
import { createStyle } from './style/style.ts';

/**
 * The text of an error for people, without a line end: what happened, with which value; what to do
 * next; code and request id. The stacks of the error and its causes only with `DEBUG=siem-export`.
 */
export function formatError(error: SiemExportError, choice: ColourChoice): string {
  return formatErrorLines(error, { style: createStyle(choice), debug: isDebugging(choice.env) });
}

/** Whether `DEBUG`, a list of names, has this program's. */
export function isDebugging(env: Environment): boolean {
  return (env['DEBUG'] ?? '').split(/[\s,]+/).includes('siem-export');
}
