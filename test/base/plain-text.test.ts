import { describe, expect, it } from 'vitest';
import { formatJson } from '../../src/base/json.ts';
import { toPlainText, toShortText } from '../../src/base/plain-text.ts';
import { toSafeFileName } from '../../src/transfer/file/safe-file-name.ts';

it('cuts a text that nobody reads to its end', () => {
  expect(toShortText('a'.repeat(30_000))).toBe(`${'a'.repeat(100)}…`);
  expect(toShortText('\u200babc')).toBe('abc');
});

describe('toPlainText', () => {
  it('replaces characters that move the cursor or change the direction of text', () => {
    expect(toPlainText('a\u001b[31mb\r\nc\u0007\u009b\u202exslx.')).toBe('a?[31mb??c???xslx.');
  });

  it.each([
    '\u00ad',
    '\u200b',
    '\u200d',
    '\u2060',
    '\u2064',
    '\u3164',
    '\ufe0f',
    '\u{e0001}',
    '\u{e0041}',
    '\u{e01ef}',
  ])('removes %j, which nobody can see', (symbol) => {
    expect(toPlainText(`a${symbol}b`)).toBe('ab');
    expect(toSafeFileName(`a${symbol}b.xlsx`)).toBe('ab.xlsx');
    expect(formatJson(`a${symbol}b`)).toMatch(/^"a(?:\\u[0-9a-f]{4})+b"$/);
    expect(JSON.parse(formatJson(`a${symbol}b`))).toBe(`a${symbol}b`);
  });

  it('keeps Chinese, emoji and accents', () => {
    expect(toPlainText('告警 é 😀.xlsx')).toBe('告警 é 😀.xlsx');
  });
});
