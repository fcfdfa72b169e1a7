import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/base/errors.ts';
import { formatFilters, type WrittenFilters } from '../../../src/commands/filters/task-filters.ts';

const now = Date.UTC(2026, 10, 24);

function format(written: Partial<WrittenFilters>): string | undefined {
  return formatFilters({ level: [], uuid: [], filter: [], ...written }, now);
}

function parse(written: Partial<WrittenFilters>): unknown {
  return JSON.parse(format(written) ?? 'null');
}

describe('filters', () => {
  it('are left out where there are none', () => {
    expect(format({})).toBeUndefined();
  });

  it('have the names and types of the API reference', () => {
    expect(
      format({
        name: 'name',
        status: '1',
        level: ['info', '2'],
        uuid: ['315EE627', '85ea4241'],
        since: '24h',
        until: '2026-11-24T00:00Z',
        filter: ['RelateAssetId=a=b'],
      }),
    ).toBe(
      '{"IncidentName":"name","IncidentStatus":"1","ThreatLevel":["1","2"],' +
        `"IncidentUuids":"315EE627,85ea4241","StartTime":${now - 86_400_000},"EndTime":${now},` +
        '"RelateAssetId":"a=b"}',
    );
  });

  it.each([
    ['unhandled', '0'],
    ['handled', '10'],
    ['0', '0'],
    ['5', '5'],
  ])('know the status %s', (status, number) => {
    expect(parse({ status })).toEqual({ IncidentStatus: number });
  });

  it('know the levels by word and by number, each once', () => {
    const level = ['info', 'low', 'medium', 'high', 'critical', '5', '1', 'high'];
    expect(parse({ level })).toEqual({ ThreatLevel: ['1', '2', '3', '4', '5'] });
  });

  it('take a status that no document lists as --filter', () => {
    expect(parse({ filter: ['IncidentStatus=7'] })).toEqual({ IncidentStatus: '7' });
  });

  it.each<[Partial<WrittenFilters>, readonly string[]]>([
    [{ name: '' }, ['--name']],
    [{ status: '' }, ['--status', '""', 'unhandled']],
    [{ status: 'open' }, ['--status', '"open"', 'unhandled, handled, 0, 1, 5, 10']],
    [{ status: 'toString' }, ['--status', '"toString"']],
    [{ level: ['9'] }, ['--level', '"9"', 'info, low, medium, high, critical, 1, 2, 3, 4, 5']],
    [{ level: ['high,low'] }, ['--level', '"high,low"']],
    [{ uuid: [' '] }, ['--uuid']],
    [{ since: 'soon' }, ['--since', '"soon"']],
    [
      { since: '2026-11-02', until: '2026-11-01' },
      ['--until', '"2026-11-01"', '--since "2026-11-02"'],
    ],
    [{ since: '1h', until: '2h' }, ['--until', '"2h"']],
    [{ filter: ['Owners'] }, ['--filter', '"Owners"', 'key=value']],
    [{ filter: ['=x'] }, ['--filter', '"=x"']],
    [{ filter: ['Owners='] }, ['--filter', '"Owners="']],
    [{ filter: ['A=1', 'A=2'] }, ['--filter', '"A"', 'twice']],
    [{ level: ['5'], filter: ['ThreatLevel=5'] }, ['--filter', '"ThreatLevel"', '--level']],
  ])('refuse %j with flag, value and what is allowed', (written, named) => {
    expect(() => format(written)).toThrow(UsageError);
    for (const part of named) expect(() => format(written)).toThrow(part);
  });

  it('keep a day that is start and end', () => {
    const { StartTime, EndTime } = parse({ since: '2026-11-01', until: '2026-11-01' }) as {
      StartTime: number;
      EndTime: number;
    };
    expect(EndTime - StartTime).toBe(86_399_999);
  });

  it('keep every text as it is', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '');
    const key = word.filter((text) => !/[=\s]/.test(text) && text !== 'IncidentName');
    fc.assert(
      fc.property(word, key, word, (name, other, value) => {
        const written = format({ name, filter: [`${other}=${value}`] }) ?? '';
        const expected = [
          ['IncidentName', name],
          [other, value],
        ];
        expect(Object.entries(JSON.parse(written) as object).sort()).toEqual(expected.sort());
      }),
    );
  });
});
