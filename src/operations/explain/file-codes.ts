import type { ToolCode } from './tool-code.ts';

const lasting = { exit: 'download', retryable: false } as const;
const passing = { exit: 'download', retryable: true } as const;

/** Files on this machine: the downloaded one, its receipt, and what is in their way. */
export const fileCodes: readonly ToolCode[] = [
  {
    code: /^(?:DiskFull|ENOSPC|EDQUOT)$/,
    examples: ['DiskFull', 'ENOSPC', 'EDQUOT'],
    ...passing,
    cause: { en: 'the disk is full, or its quota is used up', zh: '磁盘已满，或配额已用尽' },
    advice: {
      en: 'Make room, or choose another place with --output or --dir.',
      zh: '腾出空间，或用 --output 或 --dir 另选位置。',
    },
  },
  {
    code: 'FileExists',
    ...lasting,
    cause: {
      en: 'a file of that name exists, and is not proven to be the same',
      zh: '已存在同名文件，且无法证明内容相同',
    },
    advice: {
      en: 'It was not touched. Use --if-exists overwrite or rename, or another --output or --dir.',
      zh: '该文件未被改动。请使用 --if-exists overwrite 或 rename，或另选 --output 或 --dir。',
    },
  },
  {
    code: /^(?:FolderInPlace|EISDIR)$/,
    examples: ['FolderInPlace', 'EISDIR'],
    ...lasting,
    cause: { en: 'a folder stands under the name of the file', zh: '文件名处已有同名文件夹' },
    advice: {
      en: 'Choose another name with --output, or another folder with --dir.',
      zh: '用 --output 另选文件名，或用 --dir 另选文件夹。',
    },
  },
  {
    code: 'Locked',
    ...passing,
    cause: {
      en: 'another process is fetching the same file into this folder',
      zh: '另一个进程正在将同一文件下载到该文件夹',
    },
    advice: {
      en: 'Wait until it has ended, or choose another place with --output or --dir.',
      zh: '等待其结束，或用 --output 或 --dir 另选位置。',
    },
  },
  {
    code: /^(?:EACCES|EPERM|EROFS)$/,
    examples: ['EACCES', 'EPERM', 'EROFS'],
    ...lasting,
    cause: {
      en: 'the file or its folder may not be read or written',
      zh: '没有读写该文件或文件夹的权限',
    },
    advice: {
      en: 'Choose another place with --output or --dir, or check the permissions.',
      zh: '用 --output 或 --dir 另选位置，或检查权限。',
    },
  },
  {
    code: /^(?:ENOENT|ENOTDIR|EEXIST|ELOOP|ENAMETOOLONG)$/,
    examples: ['ENOENT', 'ENOTDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG'],
    ...lasting,
    cause: {
      en: 'the path leads nowhere: a folder is missing, something else stands in its place, or the name is too long',
      zh: '路径无效：缺少文件夹、被其他内容占用，或名称过长',
    },
    advice: {
      en: 'Check the path of --output; --dir makes its folder itself.',
      zh: '检查 --output 的路径；--dir 会自动创建文件夹。',
    },
  },
  {
    code: /^(?:EFBIG|EIO|EMFILE|ETXTBSY|EBUSY)$/,
    examples: ['EFBIG', 'EIO', 'EMFILE', 'ETXTBSY', 'EBUSY'],
    ...lasting,
    cause: {
      en: 'the disk or the system refuses the file: it is too large for it, in use, or the disk is broken',
      zh: '磁盘或系统拒绝了该文件：文件过大、正被占用，或磁盘故障',
    },
    advice: {
      en: 'Choose another place with --output or --dir; the message says which it is.',
      zh: '用 --output 或 --dir 另选位置；具体原因见错误信息。',
    },
  },
  {
    code: 'FileMissing',
    ...lasting,
    cause: { en: 'there is no such file', zh: '没有该文件' },
    advice: { en: 'Check the path.', zh: '检查路径。' },
  },
  {
    code: 'ReceiptNotWritten',
    ...lasting,
    cause: {
      en: 'the file is whole and verified, but its receipt could not be written',
      zh: '文件完整且已校验，但无法写入回执',
    },
    advice: {
      en: 'The same command checks the file and writes the receipt; --no-receipt does without.',
      zh: '重新运行同一命令会检查文件并写入回执；--no-receipt 则不写回执。',
    },
  },
  {
    code: /^(?:NotAFile|FileUnreadable)$/,
    examples: ['NotAFile', 'FileUnreadable'],
    ...lasting,
    cause: {
      en: 'what stands under that name is no file, or cannot be read',
      zh: '该名称下不是文件，或无法读取',
    },
    advice: {
      en: 'Name the files themselves, and check their permissions.',
      zh: '请直接指定文件，并检查其权限。',
    },
  },
  {
    code: 'ReceiptMissing',
    ...lasting,
    cause: { en: 'the file has no receipt', zh: '该文件没有回执' },
    advice: {
      en: 'Fetch it again: the receipt is written beside it.',
      zh: '请重新下载：回执会写在文件旁边。',
    },
  },
  {
    code: /^Receipt(?:Invalid|Unreadable)$/,
    examples: ['ReceiptInvalid', 'ReceiptUnreadable'],
    ...lasting,
    cause: {
      en: 'what stands in the place of the receipt is none, or cannot be read',
      zh: '回执文件的内容不是回执，或无法读取',
    },
    advice: {
      en: 'Check its permissions, or fetch the file again.',
      zh: '检查其权限，或重新下载该文件。',
    },
  },
];
