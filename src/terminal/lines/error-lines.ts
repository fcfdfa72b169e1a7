import { toPlainText } from '../../base/plain-text.ts';
import { redactByName } from '../../base/redaction.ts';
import type { SiemExportError } from '../../base/errors.ts';
import { flow, flowWords } from '../style/flow.ts';
import type { Brush } from '../style/paint.ts';
import type { Style } from '../style/style.ts';

export interface ErrorLinesOptions {
  readonly style: Style;
  /** What the error is about: an export id. */
  readonly subject?: string | undefined;
  /** Further facts for the last line. */
  readonly facts?: readonly string[] | undefined;
  /** With the stacks of the error and its causes: `DEBUG=siem-export`. */
  readonly debug: boolean;
}

/** What happened, what to do next, and what support asks for. */
export function formatErrorLines(error: SiemExportError, options: ErrorLinesOptions): string {
  const { style, subject, debug } = options;
  const { paint, measure } = style;
  const width = { columns: style.columns(), measure };
  const { message, hint } = error.textIn(style.language);
  const about = subject === undefined ? '' : `${subject}  `;
  const known = [...(options.facts ?? []), ...describeOrigin(error, style)];
  return [
    flowWords(`${paint.bad('✖')} ${about}${clean(message)}`, width),
    ...(hint === undefined ? [] : [flowWords(`  ${clean(hint)}`, width)]),
    ...(known.length === 0 ? [] : [paintLines(flow(indentFirst(known), width), paint.faint)]),
    ...(debug ? formatStacks(error).map(paint.faint) : []),
  ].join('\n');
}

function describeOrigin({ code, requestId }: SiemExportError, { texts }: Style): readonly string[] {
  return [
    `${texts.code} ${toPlainText(code)}`,
    ...(requestId === undefined ? [] : [`${texts.requestId} ${toPlainText(requestId)}`]),
  ];
}

function indentFirst([first = '', ...others]: readonly string[]): readonly string[] {
  return [`  ${first}`, ...others];
}

/** Each line by itself, so that a colour never runs over a line's end. */
function paintLines(text: string, brush: Brush): string {
  return text.split('\n').map(brush).join('\n');
}

/** The messages are scrubbed where they arise; a second time costs nothing. */
function clean(text: string): string {
  return toPlainText(redactByName(text));
}

function formatStacks(error: unknown): readonly string[] {
  const lines: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) {
    const stack = redactByName(at.stack ?? String(at)).split('\n');
    lines.push(...stack.map((line) => `    ${toPlainText(line)}`));
  }
  return lines;
}
