import { describe, expect, it } from 'vitest';
import { isSiemExportError, type SiemExportError } from '../../../src/base/errors.ts';
import { explain } from '../../../src/operations/explain/explain.ts';
import { toFileError } from '../../../src/transfer/file/file-error.ts';

function fileErrorFor(code: string): SiemExportError {
  const error = toFileError(Object.assign(new Error(`${code}: write`), { code }), '/data/x.xlsx');
  if (!isSiemExportError(error)) throw new Error('not an error of ours', { cause: error });
  return error;
}

describe('toFileError', () => {
  it.each([
    'EACCES',
    'EPERM',
    'EROFS',
    'ESTALE',
    'ENOTCONN',
    'EIO',
    'EBUSY',
    'ETXTBSY',
    'EMFILE',
    'EINVAL',
    'ENOTSUP',
  ])('raises %s as explain describes it', (code) => {
    const error = fileErrorFor(code);
    const { cause, exit, retryable, advice } = explain(code);
    expect(error).toMatchObject({ code, exit: 'download', retryable, hint: advice.en });
    expect(exit).toBe('download');
    expect(error.message).toBe(`/data/x.xlsx cannot be written: ${cause.en}`);
    expect(error.textIn('zh').message).toBe(`无法写入 /data/x.xlsx：${cause.zh}`);
  });

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'the disk quota is used up'],
  ])('raises %s as DiskFull and names the reason', (code, reason) => {
    expect(fileErrorFor(code)).toMatchObject({
      code: 'DiskFull',
      message: `/data/x.xlsx cannot be written: ${reason}`,
      retryable: true,
    });
  });

  it('keeps an unknown code of the system, and a bug as it is', () => {
    expect(fileErrorFor('EUNKNOWN')).toMatchObject({
      code: 'EUNKNOWN',
      message: '/data/x.xlsx cannot be written: the system reports an error',
    });
    const bug = Object.assign(new TypeError('x'), { code: 'ERR_INVALID_ARG_TYPE' });
    expect(toFileError(bug, 'x')).toBe(bug);
  });
});
