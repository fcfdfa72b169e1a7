import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { countRows, cutMiddle } from '../../src/terminal/live/text-width.ts';
import { formatMoment } from '../../src/terminal/lines/moments.ts';
import { approximateWidth } from '../../src/terminal/style/approximate-width.ts';
import { flow, flowWords } from '../../src/terminal/style/flow.ts';
import { createPaint } from '../../src/terminal/style/paint.ts';
import { createTransferRate } from '../../src/terminal/board/transfer-rate.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';

const terminal = new MemoryStream({ columns: 80, rows: 24 });
const pipe = new MemoryStream();
const red = '\u001b[31m!\u001b[39m';

describe('colours', () => {
  it.each([
    ['a terminal', terminal, {}, undefined, true],
    ['a pipe', pipe, {}, undefined, false],
    ['TERM=dumb', terminal, { TERM: 'dumb' }, undefined, false],
    ['NO_COLOR', terminal, { NO_COLOR: '1' }, undefined, false],
    ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, undefined, true],
    ['FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, undefined, true],
    ['FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, undefined, false],
    ['NO_COLOR beside FORCE_COLOR', pipe, { NO_COLOR: '1', FORCE_COLOR: '1' }, undefined, false],
    ['--no-color beside FORCE_COLOR', terminal, { FORCE_COLOR: '1' }, false, false],
  ])('%s decides', (_, stream, env, color, isColoured) => {
    expect(createPaint({ stream, env, color }).bad('!')).toBe(isColoured ? red : '!');
  });
});

describe('text laid out on lines', () => {
  it('keeps every part whole and every line within the width, where each part fits', () => {
    const part = fc.stringMatching(/^[a-z]{1,18}$/);
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1 }),
        fc.integer({ min: 20, max: 80 }),
        (parts, columns) => {
          const lines = flow(parts, { columns, measure: (text) => text.length }).split('\n');
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
          expect(lines.join('  ').split(/ +/).filter(Boolean)).toEqual(parts);
        },
      ),
    );
  });

  it('indents a text that begins with an indentation throughout', () => {
    expect(flowWords('  one two three', { columns: 9, measure: (text) => text.length })).toBe(
      '  one two\n  three',
    );
  });

  it('never takes a text for narrower than a terminal draws it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(approximateWidth(text)).toBeGreaterThanOrEqual(stringWidth(text));
      }),
    );
  });

  it('cuts a text in its middle, and within the width', () => {
    expect(cutMiddle('event_1193842352994186.xlsx', 12)).toBe('event_….xlsx');
    expect(cutMiddle('告警事件导出.xlsx', 12)).toBe('告警事….xlsx');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 0, max: 30 }),
        (text, columns) => {
          expect(stringWidth(cutMiddle(text, columns))).toBeLessThanOrEqual(Math.max(columns, 0));
        },
      ),
    );
  });

  it.each([
    ['', 10, 1],
    ['0123456789', 10, 1],
    ['0123456789a', 10, 2],
    ['012345678告', 10, 2],
    ['\u001b[31m0123456789\u001b[39m', 10, 1],
    ['告告告告告告', 5, 3],
  ])('counts the rows of %j at %i columns', (text, columns, rows) => {
    expect(countRows(text, columns)).toBe(rows);
  });
});

describe('a moment', () => {
  const now = Date.UTC(2026, 10, 24, 6);
  const zoneOffsetMinutes = -480;

  it.each([
    [now - 500, 'en', '2026-11-24 13:59:59 (now)'],
    [now - 3 * 60_000, 'en', '2026-11-24 13:57:00 (3 minutes ago)'],
    [now + 7_200_000, 'en', '2026-11-24 16:00:00 (in 2 hours)'],
    [now - 86_400_000, 'en', '2026-11-23 14:00:00 (1 day ago)'],
    [now + 1000, 'en', '2026-11-24 14:00:01 (in 1 second)'],
    [1_605_076_118_000, 'en', '2020-11-11 14:28:38 (6 years ago)'],
    [now - 3 * 60_000, 'zh', '2026-11-24 13:57:00 (3分钟前)'],
    [now + 40 * 86_400_000, 'zh', '2027-01-03 14:00:00 (1个月后)'],
    [now, 'zh', '2026-11-24 14:00:00 (现在)'],
    [8.64e15, 'en', '8640000000000000'],
    [Number.MAX_VALUE, 'en', String(Number.MAX_VALUE)],
  ] as const)('%i in %s is %s', (at, language, expected) => {
    expect(formatMoment(at, { language, now, zoneOffsetMinutes })).toBe(expected);
  });

  it('is in local time, summer or winter', () => {
    for (const at of [now, Date.UTC(2026, 5, 24, 6)]) {
      const date = new Date(at);
      const hours = String(date.getHours()).padStart(2, '0');
      expect(formatMoment(at, { language: 'en', now })).toContain(` ${hours}:`);
    }
  });
});

describe('the pace of a download', () => {
  it('is unknown at first, and that of the last seconds then', () => {
    const rate = createTransferRate();
    rate.add(0, 1000);
    expect(rate.bytesPerSecond(100)).toBeUndefined();
    rate.add(1000, 2000);
    expect(rate.bytesPerSecond(1000)).toBe(1000);
    for (let at = 2000; at <= 20_000; at += 1000) rate.add(at, 2000 + (at - 1000) * 5);
    expect(rate.bytesPerSecond(20_000)).toBe(5000);
  });

  it('falls while nothing arrives, and begins anew with the file', () => {
    const rate = createTransferRate();
    rate.add(0, 0);
    rate.add(1000, 10_000);
    expect(rate.bytesPerSecond(4000)).toBe(2500);
    rate.add(5000, 0);
    expect(rate.bytesPerSecond(5000)).toBeUndefined();
  });
});
