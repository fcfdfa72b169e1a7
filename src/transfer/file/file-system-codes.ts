import { createRaise, type CodeTable } from '../../base/raise.ts';
import { fileCodes } from './codes.ts';

const permanent = { exit: 'download', retryable: false } as const;
const temporary = { exit: 'download', retryable: true } as const;

const otherPlace = {
  en: 'Choose another folder with --output or --dir.',
  zh: '请用 --output 或 --dir 另选位置。',
};
const freeSpace = fileCodes.DiskFull.advice;

/** What the file system reports, by the system's own codes. Each cause follows the name of a file. */
export const fileSystemCodes = {
  ENOSPC: {
    ...temporary,
    cause: { en: 'the disk is full', zh: '磁盘已满' },
    advice: freeSpace,
  },
  EDQUOT: {
    ...temporary,
    cause: { en: 'the disk quota is used up', zh: '磁盘配额已用完' },
    advice: freeSpace,
  },
  EFBIG: {
    ...permanent,
    cause: { en: 'the file is too large for this file system', zh: '文件超出该文件系统的大小上限' },
    advice: otherPlace,
  },
  EACCES: {
    ...permanent,
    pattern: /^EPERM$/,
    examples: ['EPERM'],
    cause: { en: 'permission denied', zh: '权限不足' },
    advice: {
      en: 'Check the permissions, or choose another folder with --output or --dir.',
      zh: '请检查权限，或用 --output 或 --dir 另选位置。',
    },
  },
  EROFS: {
    ...permanent,
    cause: { en: 'the file system is read-only', zh: '该文件系统为只读' },
    advice: otherPlace,
  },
  EISDIR: {
    ...permanent,
    cause: { en: 'a folder already has that name', zh: '该名称已是一个文件夹' },
    advice: otherPlace,
  },
  ENOENT: {
    ...permanent,
    cause: { en: 'its folder does not exist', zh: '所在文件夹不存在' },
    advice: {
      en: 'Create the folder, or use --dir, which creates it.',
      zh: '请先创建该文件夹，或使用 --dir，它会自动创建。',
    },
  },
  ENOTDIR: {
    ...permanent,
    pattern: /^EEXIST$/,
    examples: ['EEXIST'],
    cause: { en: 'part of the path is not a folder', zh: '路径中有一部分不是文件夹' },
    advice: otherPlace,
  },
  ELOOP: {
    ...permanent,
    cause: { en: 'its symbolic links form a loop', zh: '其符号链接形成循环' },
    advice: otherPlace,
  },
  ENAMETOOLONG: {
    ...permanent,
    cause: { en: 'the name is too long', zh: '名称过长' },
    advice: { en: 'Choose a shorter name with --output.', zh: '请用 --output 指定较短的文件名。' },
  },
  EMFILE: {
    ...permanent,
    pattern: /^ENFILE$/,
    examples: ['ENFILE'],
    cause: { en: 'too many files are open', zh: '打开的文件过多' },
    advice: { en: 'Raise the limit (ulimit -n).', zh: '请提高上限（ulimit -n）。' },
  },
  EBUSY: {
    ...permanent,
    pattern: /^ETXTBSY$/,
    examples: ['ETXTBSY'],
    cause: { en: 'the file is in use', zh: '该文件正在使用' },
    advice: otherPlace,
  },
  ESTALE: {
    ...temporary,
    pattern: /^ENOTCONN$/,
    examples: ['ENOTCONN'],
    cause: {
      en: 'the file was replaced, or the network file system lost it',
      zh: '该文件已被替换，或已在网络文件系统中丢失',
    },
    advice: {
      en: 'Check the mount and run the command again, or choose another folder with --output or --dir.',
      zh: '请检查挂载后重新运行该命令，或用 --output 或 --dir 另选位置。',
    },
  },
  EIO: {
    ...permanent,
    cause: { en: 'the disk reports an error', zh: '磁盘报告错误' },
    advice: {
      en: 'Check the disk, or choose another folder with --output or --dir.',
      zh: '请检查磁盘，或用 --output 或 --dir 另选位置。',
    },
  },
  EINVAL: {
    ...permanent,
    pattern: /^(?:ENOTSUP|EOPNOTSUPP|ENOSYS|ENXIO|ENODEV|EXDEV|EMLINK)$/,
    examples: ['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'ENXIO', 'ENODEV', 'EXDEV', 'EMLINK'],
    cause: {
      en: 'the file system does not support this operation',
      zh: '该文件系统不支持此操作',
    },
    advice: otherPlace,
  },
} satisfies CodeTable;

export const raiseFileSystemError = createRaise(fileSystemCodes);
