import { toPlainText } from '../../base/plain-text.ts';
import type { JsonObject } from '../../base/json.ts';
import { cutMiddle, textWidth } from '../../terminal/live/text-width.ts';
import type { Style } from '../../terminal/style/style.ts';
import type {
  ColumnSummary,
  CountedValue,
  SheetSummary,
} from '../../workbook/summarize-workbook.ts';
import { countRows, groupDigits } from './rows-line.ts';

/** Values that are shown of a column. */
const shownValues = 5;
const longestBar = 40;
const defaultColumns = 80;

/** The sheets of a workbook in JSON, documented in docs/rows.md. */
export function formatSheetObjects(sheets: readonly SheetSummary[]): readonly JsonObject[] {
  return sheets.map(({ name, count, columns }): JsonObject => ({
    Name: name,
    Count: count,
    Columns: columns.map((column) => ({
      Name: column.name,
      Filled: column.filled,
      Distinct: column.distinct,
      MoreDistinct: column.hasMore,
      Top: column.top.map(({ value, count: times }) => ({ Value: value, Count: times })),
    })),
  }));
}

/** For people: each column with its most frequent values, as bars that fit the terminal. */
export function formatSummary(file: string, sheets: readonly SheetSummary[], style: Style): string {
  const columns = style.columns() === Infinity ? defaultColumns : style.columns() - 1;
  const blocks = sheets.flatMap((sheet) => [
    formatHead(file, sheet, style),
    ...sheet.columns.map((column) => formatColumn(column, columns, style)),
  ]);
  return blocks.map((block) => `${block}\n`).join('\n');
}

function formatHead(file: string, { name, count }: SheetSummary, { language }: Style): string {
  return [file, name].map(toPlainText).concat(countRows(count)[language]).join('  ');
}

function formatColumn(column: ColumnSummary, columns: number, style: Style): string {
  const { paint, language } = style;
  const { name, filled, distinct, hasMore, top } = column;
  const facts = [texts.filled(filled)[language], texts.distinct(distinct, hasMore)[language]];
  const room = columns - textWidth(facts.join('  ')) - 2;
  const head = `${cutMiddle(toPlainText(name), Math.max(8, room))}  ${paint.faint(facts.join('  '))}`;
  // Each value once: there is nothing to compare.
  const shown = (top[0]?.count ?? 0) > 1 ? top.slice(0, shownValues) : [];
  return [head, ...formatBars(shown, { filled, columns, style })].join('\n');
}

function formatBars(
  values: readonly CountedValue[],
  { filled, columns, style }: { filled: number; columns: number; style: Style },
): string[] {
  const { paint, texts: shared } = style;
  const counts = values.map(({ count }) => groupDigits(count));
  const shares = values.map(({ count }) => shared.perCent(Math.floor((count / filled) * 100)));
  const countWidth = Math.max(...counts.map((count) => count.length));
  const room = columns - countWidth - 'x 100 %'.length - 6;
  const labels = values.map(({ value }) => toPlainText(String(value)));
  const widest = Math.max(...labels.map(textWidth));
  const labelWidth = Math.max(4, Math.min(widest, Math.floor(room / 2)));
  const barWidth = Math.max(0, Math.min(longestBar, room - labelWidth));
  const most = values[0]?.count ?? 1;
  return values.map(({ count }, index) => {
    const label = cutMiddle(labels[index] ?? '', labelWidth);
    const gap = ' '.repeat(Math.max(0, labelWidth - textWidth(label)));
    const size = Math.max(Math.min(1, barWidth), Math.round((count / most) * barWidth));
    const bar = paint.active('█'.repeat(size)) + ' '.repeat(barWidth - size);
    const number = (counts[index] ?? '').padStart(countWidth);
    return `  ${label}${gap}  ${bar}  ${number}  ${paint.faint((shares[index] ?? '').padStart(5))}`;
  });
}

const texts = {
  filled: (count: number) => ({
    en: `${groupDigits(count)} filled`,
    zh: `非空 ${groupDigits(count)}`,
  }),
  distinct: (count: number, hasMore: boolean) => ({
    en: `${hasMore ? 'more than ' : ''}${groupDigits(count)} distinct`,
    zh: `${hasMore ? '多于 ' : ''}${groupDigits(count)} 个不同值`,
  }),
};
