import { basename } from 'node:path';
import { toPlainText } from '../../base/plain-text.ts';
import type { ScopeInForce } from '../../base/task-reference.ts';
import type { JournalEntry } from '../../settings/journal/journal-entry.ts';
import { formatAge } from '../lines/ages.ts';
import { outcomeText } from '../lines/outcome-text.ts';
import type { Brush, Paint } from '../style/paint.ts';
import type { Style } from '../style/style.ts';
import { formatTable, type Column, type TableOptions } from './table.ts';

export interface EntryTableOptions extends Pick<TableOptions, 'measure' | 'cut'> {
  readonly style: Style;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The region and account that go without saying. */
  readonly inForce: ScopeInForce;
}

/** The tasks that this machine has seen, a row for each. */
export function formatEntryTable(
  entries: readonly JournalEntry[],
  { style, now, inForce, measure, cut }: EntryTableOptions,
): string {
  const columns = style.columns();
  const paintLabel = style.paint.faint;
  return formatTable(entries, chooseColumns(entries, { style, now, inForce }), {
    columns,
    measure,
    cut,
    paintLabel,
  });
}

function chooseColumns(
  entries: readonly JournalEntry[],
  { style: { texts, paint, language }, now, inForce }: Omit<EntryTableOptions, 'measure' | 'cut'>,
): readonly Column<JournalEntry>[] {
  const { labels } = texts;
  const faint = (): Brush => paint.faint;
  const region: Column<JournalEntry> = {
    label: labels.region,
    cell: (entry) => entry.region,
    dropped: 3,
  };
  const account: Column<JournalEntry> = {
    label: labels.account,
    cell: ({ roleFor = '' }) => roleFor,
    dropped: 1,
  };
  const hasAccounts = entries.some(({ roleFor }) => roleFor !== inForce.roleFor);
  const hasRegions = entries.some((entry) => entry.region !== inForce.region);
  return [
    { label: labels.id, cell: ({ exportId }) => exportId, align: 'right' },
    ...(hasAccounts ? [account] : []),
    ...(hasRegions ? [region] : []),
    {
      label: labels.outcome,
      cell: ({ outcome }) => outcomeText(outcome, texts),
      paint: (entry) => paintOutcome(entry, paint),
    },
    {
      label: labels.progress,
      cell: ({ progress }) => (progress === undefined ? '' : texts.perCent(Math.floor(progress))),
      align: 'right',
      dropped: 2,
    },
    {
      label: labels.used,
      cell: ({ usedAt }) => formatAge(usedAt - now, language),
      paint: faint,
      dropped: 4,
    },
    { label: labels.file, cell: nameFile, least: 12, dropped: 0 },
  ];
}

function paintOutcome({ outcome }: JournalEntry, paint: Paint): Brush {
  switch (outcome) {
    case 'succeeded':
      return paint.good;
    case 'failed':
    case 'error':
      return paint.bad;
    case 'timed-out':
    case 'stalled':
    case 'interrupted':
      return paint.warning;
    case 'running':
      return paint.active;
  }
}

/** A mark says that the file is here. */
function nameFile({ path, fileName = '' }: JournalEntry): string {
  return toPlainText(path === undefined ? fileName : `✔ ${basename(path)}`);
}
