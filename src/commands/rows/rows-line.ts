import { formatByteSize } from '../../base/byte-sizes.ts';
import { formatClockDuration } from '../../base/durations.ts';
import type { SiemExportError } from '../../base/errors.ts';
import type { ExitName } from '../../base/exit-codes.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { inLanguage } from '../../base/ui-language.ts';
import { shortenPath, type WorkingFolder } from '../../base/working-folder.ts';
import type { Outcome } from '../../operations/task-result.ts';
import type { RowsResult } from '../../operations/write-rows.ts';
import type { SheetSummary } from '../../workbook/summarize-workbook.ts';
import { flow } from '../../terminal/style/flow.ts';
import type { Style } from '../../terminal/style/style.ts';

/** How the work on one workbook ended. */
export interface RowsOutcome {
  /** As written; `-` is standard input. */
  readonly file: string;
  readonly outcome: Extract<Outcome, 'succeeded' | 'error' | 'interrupted'>;
  readonly exit: ExitName;
  readonly elapsedMs: number;
  readonly rows?: RowsResult | undefined;
  /** With `--summary`. */
  readonly sheets?: readonly SheetSummary[] | undefined;
  readonly error?: SiemExportError | undefined;
}

/** `✔ event.csv  1,234 rows  48.2 kB  in 0:01`: the file that was written, else the workbook. */
export function formatRowsLine(
  { file, elapsedMs }: RowsOutcome,
  { path, count, sizeBytes, skipped }: RowsResult,
  { style, place }: { readonly style: Style; readonly place: WorkingFolder },
): string {
  const { paint, texts, language } = style;
  const shown = path === null ? file : shortenPath(path, place);
  const parts = [
    `${paint.good('✔')} ${toPlainText(shown)}`,
    inLanguage(countRows(count), language),
    formatByteSize(sizeBytes),
    ...(skipped ? [texts.alreadyThere] : []),
    texts.took(formatClockDuration(elapsedMs)),
  ];
  return flow(parts, { columns: style.columns(), measure: style.measure });
}

export function countRows(count: number) {
  const digits = groupDigits(count);
  return { en: count === 1 ? '1 row' : `${digits} rows`, zh: `${digits} 行` };
}

/** `1234567` as `1,234,567`. */
export function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
