import type { ChalkInstance } from 'chalk';
import type { Environment } from '../base/context.ts';
import { toPlainText } from '../base/plain-text.ts';
import { redactByName } from '../base/redaction.ts';
import type { SiemExportError } from '../base/errors.ts';

export interface FormatErrorOptions {
  readonly colors: ChalkInstance;
  readonly env: Environment;
  /** What the error is about: an export id. */
  readonly subject?: string | undefined;
}

/** What happened, what to do next, and the request id; the stack only with `DEBUG=siem-export`. */
export function formatError(error: SiemExportError, options: FormatErrorOptions): string {
  const { colors, env, subject } = options;
  const lines = [
    `${colors.red('✖')} ${subject === undefined ? '' : `${subject}  `}${toPlainText(error.message)}`,
  ];
  if (error.hint !== undefined) lines.push(`  ${toPlainText(error.hint)}`);
  if (error.requestId !== undefined) {
    lines.push(colors.dim(`  request id ${toPlainText(error.requestId)}`));
  }
  if ((env['DEBUG'] ?? '').split(/[\s,]+/).includes('siem-export')) {
    const stack = redactByName(error.stack ?? '').split('\n');
    lines.push(...stack.map((line) => colors.dim(`    ${toPlainText(line)}`)));
  }
  return lines.join('\n');
}
