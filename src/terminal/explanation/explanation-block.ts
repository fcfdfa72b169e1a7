import { exitCodes } from '../../base/exit-codes.ts';
import { readTable } from '../../base/ui-language.ts';
import type { Explanation } from '../../operations/explain/explain.ts';
import { flowWords } from '../style/flow.ts';
import type { Style } from '../style/style.ts';
import { explanationTexts } from './texts.ts';

/** What a code means, for people: whose it is, the cause, whether to retry, and what to do. */
export function formatExplanation(explanation: Explanation, style: Style): string {
  const { kind, name, exit, cause, advice } = explanation;
  const { language, paint } = style;
  const { kinds, exit: formatExit, labels } = readTable(explanationTexts, language);
  const head = kind === 'exit' ? [] : [paint.faint(kinds[kind])];
  const rows = [
    [labels.cause, cause[language]],
    [labels.retryable, formatRetry(explanation, language)],
    [labels.next, advice[language]],
  ] as const;
  return [
    [paint.active(name), ...head, paint.faint(formatExit(exitCodes[exit], exit))].join('  '),
    ...formatRows(rows, style),
  ].join('\n');
}

function formatRetry({ retryable, retry }: Explanation, language: Style['language']): string {
  const texts = readTable(explanationTexts, language);
  if (retry === undefined) return texts.retryable(retryable);
  const { get, create } = retry;
  return get === create ? texts.retry[get] : texts.retryOf(texts.retry[get], texts.retry[create]);
}

function formatRows(
  rows: readonly (readonly [label: string, value: string])[],
  { columns, measure, paint }: Style,
): readonly string[] {
  const width = Math.max(...rows.map(([label]) => measure(label))) + 4;
  return rows.map(([label, value]) => {
    const gap = ' '.repeat(width - 2 - measure(label));
    const line = `  ${paint.faint(label)}${gap}${value}`;
    return flowWords(line, { columns: columns(), measure, indent: ' '.repeat(width) });
  });
}
