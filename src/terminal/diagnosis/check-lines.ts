import type { SiemExportError } from '../../base/errors.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { redactByName } from '../../base/redaction.ts';
import { readTable } from '../../base/ui-language.ts';
import type { Check } from '../../operations/diagnose/check.ts';
import { flowWords } from '../style/flow.ts';
import type { Style } from '../style/style.ts';
import { describeCheck } from './describe-check.ts';
import { diagnosisTexts } from './texts.ts';

/** A check as a line with a mark; what to do next, where there is something to do, below it. */
export function formatCheck(check: Check, style: Style): string {
  const { names } = readTable(diagnosisTexts, style.language);
  const width = Math.max(...Object.values(names).map(style.measure));
  const label = names[check.name];
  const gap = ' '.repeat(width - style.measure(label));
  const indent = ' '.repeat(width + 4);
  const { first, below } = describeState(check, style);
  const head = `${markOf(check, style)} ${label}${gap}  `;
  const options = { columns: style.columns(), measure: style.measure, indent };
  const line = `${head}${first.join(readTable(diagnosisTexts, style.language).comma)}`;
  const texts = [line, ...below.map((text) => `${indent}${text}`)];
  return texts.map((text) => flowWords(text, options)).join('\n');
}

function markOf({ state }: Check, { paint }: Style): string {
  if (state === 'ok') return paint.good('✔');
  if (state === 'note') return paint.warning('!');
  return state === 'failed' ? paint.bad('✖') : paint.faint('-');
}

interface Described {
  /** Parts of the line itself. */
  readonly first: readonly string[];
  readonly below: readonly string[];
}

function describeState(check: Check, style: Style): Described {
  if (check.state === 'failed') return describeError(check.error, style);
  const texts = readTable(diagnosisTexts, style.language);
  if (check.state === 'skipped') {
    return { first: [style.paint.faint(texts.skipped(texts.names[check.because]))], below: [] };
  }
  const { parts, advice } = describeCheck(check, style.language);
  return { first: parts, below: advice === undefined ? [] : [advice] };
}

function describeError(error: SiemExportError, { language, texts, paint }: Style): Described {
  const { message, hint } = error.textIn(language);
  const { code, requestId } = error;
  const id = requestId === undefined ? '' : `  ${texts.requestId} ${requestId}`;
  const origin = paint.faint(toPlainText(`${texts.code} ${code}${id}`));
  return {
    first: [clean(message)],
    below: [...(hint === undefined ? [] : [clean(hint)]), origin],
  };
}

/** The messages are scrubbed where they arise; a second time costs nothing. */
function clean(text: string): string {
  return toPlainText(redactByName(text));
}
