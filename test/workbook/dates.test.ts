import { describe, expect, it } from 'vitest';
import { classifyFormat, shownAs } from '../../src/workbook/number-formats.ts';
import { inline, toJsonLines } from './sample.ts';

/** What a number becomes under a format: a code, or the number of a built-in one. */
async function show(serial: string, format: string | number, date1904 = false): Promise<unknown> {
  const rows = `<row>${inline('a')}</row><row><c s="1"><v>${serial}</v></c></row>`;
  const [line = ''] = await toJsonLines(rows, { formats: [format], date1904 });
  return (JSON.parse(line) as { a: unknown }).a;
}

const date = 'yyyy-mm-dd';
const dateTime = 'yyyy-mm-dd hh:mm:ss';
const time = 'hh:mm:ss';

describe('a date', () => {
  it.each<[string, string | number, unknown]>([
    ['46350', date, '2026-11-24'],
    ['46350', 14, '2026-11-24'],
    ['46350', 31, '2026-11-24'],
    ['46350', dateTime, '2026-11-24T00:00:00'],
    ['46350.5', 22, '2026-11-24T12:00:00'],
    ['46350.5', date, '2026-11-24T12:00:00'],
    ['46350.395833333336', dateTime, '2026-11-24T09:30:00'],
    ['46350.39600694444', dateTime, '2026-11-24T09:30:15'],
    ['46350.396007', dateTime, '2026-11-24T09:30:15'],
    ['46350.396009837961', dateTime, '2026-11-24T09:30:15.250'],
    ['46350.999999999', dateTime, '2026-11-25T00:00:00'],
    ['4.635E4', date, '2026-11-24'],
    ['1', date, '1900-01-01'],
    ['59', date, '1900-02-28'],
    ['60', date, '1900-02-29'],
    ['61', date, '1900-03-01'],
    ['2958465', date, '9999-12-31'],
    ['2958466', date, 2_958_466],
    ['-1', date, -1],
    ['0.5', time, '12:00:00'],
    ['0.999', time, '23:58:33.600'],
    ['0', 20, '00:00:00'],
    ['0.9999999999', time, '1900-01-01T00:00:00'],
    ['1.5', time, '1900-01-01T12:00:00'],
    ['1.5', '[h]:mm:ss', 'PT36H0M0S'],
    ['0.5', '[mm]:ss.0', 'PT12H0M0S'],
    ['46350', '0.00', 46_350],
    ['46350', 'General', 46_350],
  ])('%s shown as %s is %s', async (serial, format, expected) => {
    expect(await show(serial, format)).toBe(expected);
  });

  it.each<[string, string, unknown]>([
    ['0', date, '1904-01-01'],
    ['60', date, '1904-03-01'],
    ['44888.25', dateTime, '2026-11-24T06:00:00'],
    ['0.25', time, '06:00:00'],
  ])('%s shown as %s is %s in the 1904 system', async (serial, format, expected) => {
    expect(await show(serial, format, true)).toBe(expected);
  });
});

describe('a number format', () => {
  it.each<[string, keyof typeof shownAs]>([
    ['General', 'number'],
    ['G/通用格式', 'number'],
    ['0.00E+00', 'number'],
    ['#,##0.00;[Red]-#,##0.00', 'number'],
    ['"days: "0', 'number'],
    ['0\\d', 'number'],
    ['_-* #,##0_-;_-@_-', 'number'],
    ['[$¥-804]#,##0', 'number'],
    ['@', 'number'],
    ['# ?/?', 'number'],
    ['yyyy"年"m"月"d"日"', 'date'],
    ['[$-804]aaaa;@', 'date'],
    ['[$-409]mmm-yy;@', 'date'],
    ['mmmm', 'date'],
    ['DD/MM/YYYY', 'date'],
    ['e"年"', 'date'],
    ['m/d/yy h:mm', 'dateTime'],
    ['yyyy-mm-dd\\Thh:mm:ss.000', 'dateTime'],
    ['[$-804]yyyy/m/d 上午/下午h:mm', 'dateTime'],
    ['h:mm AM/PM', 'time'],
    ['mm:ss', 'time'],
    ['mm:ss.0', 'time'],
    ['上午/下午h"时"mm"分"', 'time'],
    ['[h]:mm', 'duration'],
    ['[ss]', 'duration'],
  ])('%s shows a %s', (code, expected) => {
    expect(classifyFormat(code)).toBe(shownAs[expected]);
  });
});
