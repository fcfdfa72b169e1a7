import { createRaise, type CodeTable } from '../../base/raise.ts';

const permanent = { exit: 'download', retryable: false } as const;
const temporary = { exit: 'download', retryable: true } as const;

const otherName = {
  en: 'Choose another name with --output, or another folder with --dir.',
  zh: '请用 --output 另选文件名，或用 --dir 另选文件夹。',
};
const checkPermissions = { en: 'Check its permissions.', zh: '请检查其权限。' };

/** The files and streams of this machine that a download is written to, and receipts. */
export const fileCodes = {
  DiskFull: {
    ...temporary,
    cause: { en: 'the disk is full, or its quota is used up', zh: '磁盘已满，或磁盘配额已用完' },
    advice: {
      en: 'Free some space, or choose another folder with --output or --dir.',
      zh: '请释放空间，或用 --output 或 --dir 另选位置。',
    },
  },
  FileExists: {
    ...permanent,
    cause: {
      en: 'a file with this name already exists, and may be a different one',
      zh: '同名文件已存在，且可能是另一个文件',
    },
    advice: {
      en: 'It was not changed. Use --if-exists overwrite or rename, or another --output or --dir.',
      zh: '该文件未被改动。请使用 --if-exists overwrite 或 rename，或用 --output 或 --dir 另选位置。',
    },
  },
  FolderInPlace: {
    ...permanent,
    cause: { en: 'a folder already has the name of the file', zh: '已有文件夹使用了该文件名' },
    advice: otherName,
  },
  DeviceInPlace: {
    ...permanent,
    cause: {
      en: 'a device, a pipe or a socket already has the name of the file',
      zh: '已有设备、管道或套接字使用了该文件名',
    },
    advice: otherName,
  },
  Locked: {
    ...temporary,
    cause: {
      en: 'another process is downloading the same file into this folder',
      zh: '另一个进程正在将同一文件下载到该文件夹',
    },
    advice: {
      en: 'Wait until it has finished, or choose another folder with --output or --dir.',
      zh: '请等待其完成，或用 --output 或 --dir 另选位置。',
    },
  },
  StreamBroken: {
    ...temporary,
    cause: {
      en: 'the download to standard output was interrupted and cannot resume',
      zh: '写入标准输出的下载已中断，无法续传',
    },
    advice: {
      en: 'The output is incomplete: discard it and run the command again.',
      zh: '输出的内容不完整：请丢弃，并重新运行该命令。',
    },
  },
  StreamClosed: {
    ...permanent,
    cause: {
      en: 'the output stream was closed before the file was complete',
      zh: '文件尚未全部写入，输出流已关闭',
    },
    advice: {
      en: 'The file in the store is intact: run the command again, and keep the stream open.',
      zh: '对象存储中的文件完好：请重新运行该命令，并保持输出流打开。',
    },
  },
  FileMissing: {
    ...permanent,
    cause: { en: 'the file does not exist', zh: '文件不存在' },
    advice: { en: 'Check the path.', zh: '请检查路径。' },
  },
  NotAFile: {
    ...permanent,
    cause: { en: 'the path does not lead to a file', zh: '该路径不是文件' },
    advice: { en: 'Name each file.', zh: '请指定具体的文件。' },
  },
  FileUnreadable: {
    ...permanent,
    cause: { en: 'the file cannot be read', zh: '无法读取该文件' },
    advice: checkPermissions,
  },
  ReceiptNotWritten: {
    ...permanent,
    cause: {
      en: 'the file is verified, but its receipt could not be written',
      zh: '文件已校验，但无法写入校验回执',
    },
    advice: {
      en: 'Run the same command again: it verifies the file and writes the receipt. --no-receipt omits the receipt.',
      zh: '请重新运行同一命令：它会校验文件并写入校验回执。--no-receipt 则不写校验回执。',
    },
  },
  ReceiptMissing: {
    ...permanent,
    cause: { en: 'the file has no receipt', zh: '该文件没有校验回执' },
    advice: {
      en: 'Each download writes a receipt, unless --no-receipt is given: download the file again.',
      zh: '除非使用 --no-receipt，每次下载都会写入校验回执：请重新下载该文件。',
    },
  },
  ReceiptInvalid: {
    ...permanent,
    cause: { en: 'the receipt is invalid', zh: '校验回执无效' },
    advice: {
      en: 'Download the file again into another folder.',
      zh: '请将文件重新下载到另一个文件夹。',
    },
  },
  ReceiptUnreadable: {
    ...permanent,
    cause: { en: 'the receipt cannot be read', zh: '无法读取校验回执' },
    advice: checkPermissions,
  },
  ReceiptUntrusted: {
    ...permanent,
    cause: {
      en: 'the receipt belongs to another user, who can change it',
      zh: '校验回执属于其他用户，该用户可以改动它',
    },
    advice: {
      en: 'Download the file again into a folder that only you can write to.',
      zh: '请将文件重新下载到只有您可以写入的文件夹。',
    },
  },
} satisfies CodeTable;

export const raiseFileError = createRaise(fileCodes);
