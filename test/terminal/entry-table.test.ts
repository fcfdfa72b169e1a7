import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../src/settings/journal/journal-entry.ts';
import { cutMiddle, textWidth } from '../../src/terminal/live/text-width.ts';
import { createStyle } from '../../src/terminal/style/style.ts';
import { formatEntryTable } from '../../src/terminal/tables/entry-table.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';

const now = Date.UTC(2026, 10, 24, 12);

function entry(more: Partial<JournalEntry> = {}): JournalEntry {
  return {
    exportId: '200013',
    region: 'cn-hangzhou',
    firstAt: now,
    usedAt: now - 3 * 3_600_000,
    seenAt: now,
    progress: 62.5,
    outcome: 'running',
    pending: true,
    fileName: 'event_1193842352994186_1734488800.xlsx',
    ...more,
  };
}

function draw(
  entries: readonly JournalEntry[],
  columns: number,
  env: Readonly<Record<string, string>> = { NO_COLOR: '1' },
): readonly string[] {
  const style = createStyle({ stream: new MemoryStream({ columns, rows: 24 }), env });
  const inForce = { region: 'cn-hangzhou', isFleet: false };
  const options = { style, now, inForce, measure: textWidth, cut: cutMiddle };
  return formatEntryTable(entries, options).split('\n');
}

describe('the table of tasks', () => {
  it('has a row for each under its labels, with the time since its last use', () => {
    const [labels, row] = draw([entry()], 120);
    expect(labels).toMatch(/^ {4}id {2}outcome {8}progress {2}last used {4}file$/);
    expect(row).toMatch(
      /^200013 {2}still running {6}62 % {2}3 hours ago {2}event_1193842352994186_1734488800\.xlsx$/,
    );
  });

  it('names accounts and regions only where they tell tasks apart', () => {
    const [one] = draw([entry(), entry({ exportId: '2' })], 200);
    expect(one).not.toMatch(/account|region/);
    const [several] = draw(
      [entry({ roleFor: '113091674488' }), entry({ region: 'ap-southeast-1' })],
      200,
    );
    expect(several).toMatch(/id +account +region +outcome/);
  });

  it('marks a file that is here by the name that it has here', () => {
    expect(draw([entry({ path: '/evidence/incidents\u001b[2J.xlsx' })], 200)[1]).toMatch(
      /✔ incidents\?\[2J\.xlsx$/,
    );
  });

  it('cuts file names first, then leaves columns out, and keeps id and outcome', () => {
    expect(draw([entry()], 70)[1]).toMatch(/3 hours ago {2}event_\S*…\S*\.xlsx$/);
    expect(draw([entry()], 48)[1]).not.toMatch(/ago/);
    expect(draw([entry()], 24)[1]).toBe('200013  still running');
  });

  it('colours the outcome', () => {
    const env = { FORCE_COLOR: '1' };
    expect(draw([entry({ outcome: 'succeeded' })], 120, env)[1]).toContain('\u001b[32msucceeded');
    expect(draw([entry({ outcome: 'failed' })], 120, env)[1]).toContain('\u001b[31mfailed');
    expect(draw([entry({ outcome: 'timed-out' })], 120, env)[1]).toContain('\u001b[33mtimed out');
    expect(draw([entry()], 120, env)[1]).toContain('\u001b[36mstill running');
  });

  it('fits every width from 30 columns on, whatever files are called', () => {
    const anyEntry = fc.record(
      {
        fileName: fc.string({ unit: 'grapheme', maxLength: 60 }),
        roleFor: fc.constantFrom('113091674488', undefined),
        region: fc.constantFrom('cn-hangzhou', 'ap-southeast-1'),
        path: fc.constantFrom('/tmp/告警导出.xlsx', undefined),
      },
      { requiredKeys: ['region'] },
    );
    const languages = fc.constantFrom('en', 'zh');
    fc.assert(
      fc.property(
        fc.array(anyEntry, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 30, max: 140 }),
        languages,
        (entries, columns, language) => {
          const env = { NO_COLOR: '1', SIEM_EXPORT_UI_LANG: language };
          const rows = draw(
            entries.map((more) => entry(more)),
            columns,
            env,
          );
          expect(rows).toHaveLength(entries.length + 1);
          for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(columns);
        },
      ),
      { numRuns: 100 },
    );
  });
});
