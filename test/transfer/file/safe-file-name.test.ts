import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSafeFileName } from '../../../src/transfer/file/safe-file-name.ts';

describe('toSafeFileName', () => {
  it.each([
    ['event_113091674488_1734488800.xlsx', 'event_113091674488_1734488800.xlsx'],
    ['告警事件 2026.xlsx', '告警事件 2026.xlsx'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..', 'export.xlsx'],
    ['', 'export.xlsx'],
    ['...---', 'export.xlsx'],
    ['/absolute.xlsx', '_absolute.xlsx'],
    ['C:\\x\\y.xlsx', 'C_x_y.xlsx'],
    ['.hidden.xlsx', '_hidden.xlsx'],
    ['-rf.xlsx', '_rf.xlsx'],
    ['CON.xlsx', 'CON_.xlsx'],
    ['nul', 'nul_'],
    ['a\u001b[2Jb\u0007.xlsx', 'a_[2Jb_.xlsx'],
    ['a\u202excod.exe', 'a_xcod.exe'],
    ['a\nb.xlsx', 'a_b.xlsx'],
    ['trailing. . ', 'trailing'],
    ['a<b>c|d?e*f".xlsx', 'a_b_c_d_e_f_.xlsx'],
  ])('makes %j into %j', (name, expected) => {
    expect(toSafeFileName(name)).toBe(expected);
  });

  it('shortens by bytes, keeps the ending, and leaves no half character', () => {
    const name = toSafeFileName(`${'告警'.repeat(100)}.xlsx`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(235);
    expect(Buffer.byteLength(name)).toBeGreaterThan(225);
    expect(name).toMatch(/^[告警]+\.xlsx$/u);
    expect(toSafeFileName(`${'😀'.repeat(100)}.xlsx`)).toMatch(/^(?:😀)+\.xlsx$/u);
    expect(toSafeFileName('\ud800.xlsx')).not.toMatch(/\p{Surrogate}/u);
  });

  it('keeps a name of 235 bytes, and shortens one of 236 by one byte', () => {
    const longest = `${'x'.repeat(230)}.xlsx`;
    expect(toSafeFileName(longest)).toBe(longest);
    expect(toSafeFileName(`x${longest}`)).toBe(longest);
  });

  it('takes no longer for a name of a megabyte', () => {
    expect(toSafeFileName(`${'x'.repeat(2 ** 20)}.xlsx`)).toMatch(/^x+\.xlsx$/);
  });

  it('never leaves the folder, hides, reorders text or is too long, for any name', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '..',
        '/',
        '\\',
        '\u0000',
        '\u202e',
        'CON',
        '.',
        ' ',
        '告',
        '\ud83d',
        ':',
        '-',
      ),
    );
    const names = fc.array(unit, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(names, (name) => {
        const safe = toSafeFileName(name);
        expect(resolve('/folder', safe)).toBe(join('/folder', safe));
        expect(resolve('/folder', safe).startsWith('/folder/')).toBe(true);
        expect(safe).not.toMatch(/[/\\]|^[.\s-]|[\p{Cc}\p{Cf}\p{Cs}]|[. ]$/u);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(235);
        expect(toSafeFileName(safe)).toBe(safe);
      }),
    );
  });
});
