import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isSiemExportError, type SiemExportError } from '../../../src/base/errors.ts';
import { PlainFileError } from '../../../src/base/plain-file.ts';
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

  it.runIf(process.platform === 'linux').each([
    ['EDQUOT', 'DiskFull', 'the disk quota is used up'],
    ['ESTALE', 'ESTALE', 'the file was replaced, or the network file system lost it'],
  ] as const)('knows %s by its number, as Node.js has no name for it', (name, code, reason) => {
    const errno = -constants.errno[name];
    const unknown = `Unknown system error ${errno}`;
    const thrown = Object.assign(new Error(`${unknown}: write`), { code: unknown, errno });
    expect(toFileError(thrown, '/data/x.xlsx')).toMatchObject({
      code,
      exit: 'download',
      message: `/data/x.xlsx cannot be written: ${reason}`,
    });
  });

  it.each([
    ['special', 'DeviceInPlace'],
    ['folder', 'FolderInPlace'],
  ] as const)('raises what took the place of the file: %s', (kind, code) => {
    const thrown = new PlainFileError(kind, { en: 'it is something else', zh: '它不是文件' });
    expect(toFileError(thrown, '/data/x.xlsx')).toMatchObject({
      code,
      exit: 'download',
      message: '/data/x.xlsx cannot be written: it is something else',
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
