import { describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/base/plain-text.ts';

describe('toPlainText', () => {
  it('takes out what could move the cursor or turn the direction of text', () => {
    expect(toPlainText('a\u001b[31mb\r\nc\u0007\u009b\u202exslx.')).toBe('a?[31mb??c???xslx.');
  });

  it('keeps Chinese, emoji and accents', () => {
    expect(toPlainText('告警 é 😀.xlsx')).toBe('告警 é 😀.xlsx');
  });
});
