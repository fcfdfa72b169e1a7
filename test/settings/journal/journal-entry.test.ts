import { describe, expect, it } from 'vitest';
import { formatEntry, parseEntry } from '../../../src/settings/journal/journal-entry.ts';

const entry = {
  exportId: '200013',
  region: 'cn-hangzhou',
  roleFor: '1766185894104675',
  fileName: 'event_1193842352994186_1734488800.xlsx',
  firstAt: Date.parse('2026-11-24T08:00:00.000Z'),
  usedAt: Date.parse('2026-11-24T09:00:00.000Z'),
  seenAt: Date.parse('2026-11-24T09:00:01.000Z'),
  status: 'exporting',
  progress: 62,
  outcome: 'running',
  pending: true,
} as const;

describe('an entry of the journal', () => {
  it('is read as written', () => {
    expect(parseEntry(formatEntry(entry))).toEqual(entry);
  });

  it.each([
    ['exportId', 200_013],
    ['exportId', '-1'],
    ['exportId', undefined],
    ['region', '../up'],
    ['roleFor', 'me'],
    ['fileName', 7],
    ['usedAt', 'yesterday'],
    ['usedAt', undefined],
    ['progress', 101],
    ['progress', -1],
    ['progress', '62'],
    ['outcome', 'won'],
    ['pending', 'yes'],
    ['schema', 2],
  ])('is invalid if %s is %j', (name, value) => {
    expect(parseEntry({ ...formatEntry(entry), [name]: value })).toBeUndefined();
  });
});
