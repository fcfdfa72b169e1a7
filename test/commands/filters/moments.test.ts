import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/base/errors.ts';
import { parseMoment } from '../../../src/commands/filters/moments.ts';

const now = Date.UTC(2026, 10, 24, 12);
const start = (written: string): number => parseMoment('--since', written, { now, edge: 'start' });
const end = (written: string): number => parseMoment('--until', written, { now, edge: 'end' });

describe('a moment', () => {
  it.each([
    ['24h', 24 * 3_600_000],
    ['7d', 7 * 86_400_000],
    ['1h30m', 5_400_000],
    ['90s', 90_000],
  ])('%s is that long ago, as a start and as an end', (written, ms) => {
    expect(start(written)).toBe(now - ms);
    expect(end(written)).toBe(now - ms);
  });

  it.each([
    ['2026-11-24T08:00:00Z', Date.UTC(2026, 10, 24, 8)],
    ['2026-11-24T08:00Z', Date.UTC(2026, 10, 24, 8)],
    ['2026-11-24t08:00:00.5z', Date.UTC(2026, 10, 24, 8, 0, 0, 500)],
    ['2026-11-24T08:00:00.123456+08:00', Date.UTC(2026, 10, 24, 0, 0, 0, 123)],
    ['2026-11-24T08:00:00-0930', Date.UTC(2026, 10, 24, 17, 30)],
    ['2026-11-24 08:00:01Z', Date.UTC(2026, 10, 24, 8, 0, 1)],
    ['2024-02-29T00:00Z', Date.UTC(2024, 1, 29)],
  ])('%s is the time that ISO 8601 says', (written, at) => {
    expect(start(written)).toBe(at);
    expect(end(written)).toBe(at);
  });

  it('without an offset is local', () => {
    expect(start('2026-11-24T08:30')).toBe(new Date(2026, 10, 24, 8, 30).getTime());
  });

  it('as a date is its whole local day', () => {
    expect(start('2026-11-24')).toBe(new Date(2026, 10, 24).getTime());
    expect(end('2026-11-24')).toBe(new Date(2026, 10, 25).getTime() - 1);
    expect(end('2026-12-31')).toBe(new Date(2027, 0, 1).getTime() - 1);
  });

  it.each([
    '',
    '5',
    '2026',
    '1700000000000',
    'yesterday',
    '24x',
    '-1d',
    '2026-11',
    '2026-02-30',
    '2023-02-29T00:00Z',
    '2026-13-01',
    '2026-11-24T24:30',
    '2026-11-24T08:60',
    '2026-11-24T08',
    '24.11.2026',
    '100000d',
    '1969-12-31T00:00Z',
  ])('%j is refused with flag, value and what is allowed', (written) => {
    expect(() => start(written)).toThrow(UsageError);
    expect(() => start(written)).toThrow(`--since: ${JSON.stringify(written)}`);
    expect(() => start(written)).toThrow('24h, 7d');
  });

  it('reads every instant that ISO 8601 writes, in any offset', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(86_400_000), max: new Date('9999-12-30'), noInvalidDate: true }),
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        (date, offsetMinutes) => {
          const shifted = new Date(date.getTime() + offsetMinutes * 60_000);
          const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0');
          const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0');
          const zone = `${offsetMinutes < 0 ? '-' : '+'}${hours}:${minutes}`;
          expect(start(shifted.toISOString().replace('Z', zone))).toBe(date.getTime());
        },
      ),
    );
  });
});
