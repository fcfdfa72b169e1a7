import { describe, expect, it } from 'vitest';
import { SiemExportError } from '../../src/base/errors.ts';
import { createRaise, findCode, joinSentences, type CodeTable } from '../../src/base/raise.ts';
import { raiseNetworkError } from '../../src/network/network-error.ts';

const codes = {
  Locked: {
    exit: 'download',
    retryable: true,
    cause: { en: 'another process is writing the file', zh: '另一个进程正在写入该文件' },
    advice: { en: 'Wait until it has ended.', zh: '等待其结束。' },
  },
  Refused: {
    exit: 'auth',
    retryable: false,
    pattern: /^Refused\./,
    examples: ['Refused.Twice'],
    cause: { en: 'the request was refused', zh: '请求被拒绝' },
    advice: { en: 'Ask somebody else.', zh: '请询问他人。' },
  },
} satisfies CodeTable;
const raise = createRaise(codes);

describe('raising an error by its code', () => {
  it('takes everything from the table', () => {
    const error = raise('Locked');
    expect(error).toMatchObject({ code: 'Locked', exit: 'download', retryable: true });
    expect(error.message).toBe('another process is writing the file');
    expect(error.textIn('zh')).toEqual({
      message: '另一个进程正在写入该文件',
      hint: '等待其结束。',
    });
  });

  it('takes a message with the values, and what else is known', () => {
    const message = { en: 'a.xlsx is locked', zh: 'a.xlsx 已被锁定' };
    const error = raise('Locked', { message, requestId: 'R1', status: 403 });
    expect(error).toMatchObject({ requestId: 'R1', status: 403, hint: 'Wait until it has ended.' });
    expect(error.textIn('zh').message).toBe('a.xlsx 已被锁定');
    expect(raise('Locked', { hint: null }).hint).toBeUndefined();
  });

  it('reports a code as it arrived', () => {
    expect(findCode(codes, 'Refused.Often')).toBe('Refused');
    expect(findCode(codes, 'Locked')).toBe('Locked');
    expect(findCode(codes, 'toString')).toBeUndefined();
    expect(raise('Refused', { reportedAs: 'Refused.Often' }).code).toBe('Refused.Often');
  });

  it('does not compile without an entry', () => {
    // @ts-expect-error: the table has no such code
    expect(() => raise('Unheard')).toThrow();
  });
});

describe('an error with another hint', () => {
  it('stays what it was otherwise', () => {
    const first = raise('Locked', { requestId: 'R1', cause: new Error('why') });
    const again = first.with({ hint: { en: 'Try again.', zh: '请重试。' } });
    expect(again).toBeInstanceOf(SiemExportError);
    const { code, exit, message, retryable, requestId } = first;
    expect(again).toMatchObject({ code, exit, message, retryable, requestId });
    expect(again.cause).toBe(first.cause);
    expect(again.textIn('zh')).toEqual({ message: '另一个进程正在写入该文件', hint: '请重试。' });
    expect(first.hint).toBe('Wait until it has ended.');
  });

  it('keeps its class and what the class adds', () => {
    const error = raiseNetworkError('ECONNRESET', { phase: 'after-sending' });
    const again = error.with({ message: 'cut off' });
    expect(again).toBeInstanceOf(error.constructor);
    expect(again).toMatchObject({
      name: 'NetworkError',
      phase: 'after-sending',
      message: 'cut off',
    });
  });
});

it('joins sentences as each language does', () => {
  const first = { en: 'One.', zh: '一。' };
  expect(joinSentences(first, { en: 'Two.', zh: '二。' })).toEqual({
    en: 'One. Two.',
    zh: '一。二。',
  });
});
