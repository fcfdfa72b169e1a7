import { en, zh, type Text } from '../../base/ui-language.ts';

export const texts = {
  exists: (path: string) => ({ en: `${path} already exists`, zh: `${path} 已存在` }),
  differs: (path: string) => ({
    en: `${path} already exists and is a different file`,
    zh: `${path} 已存在，且是另一个文件`,
  }),
  isFolder: (path: string) => ({
    en: `${path} is a folder, not a file`,
    zh: `${path} 是文件夹，不是文件`,
  }),
  isDevice: (path: string) => ({
    en: `${path} is a device, a pipe or a socket, not a file`,
    zh: `${path} 是设备、管道或套接字，不是文件`,
  }),
  locked: (folder: string) => ({
    en: `another process is downloading the same file into ${folder}`,
    zh: `另一个进程正在将同一文件下载到 ${folder}`,
  }),
  diskTooSmall: (free: string, needed: string) => ({
    en: `the disk has ${free} left, and the file needs ${needed}`,
    zh: `磁盘剩余 ${free}，而文件需要 ${needed}`,
  }),
  notWritten: (path: Text, why: Text) => ({
    en: `${en(path)} cannot be written: ${en(why)}`,
    zh: `无法写入 ${zh(path)}：${zh(why)}`,
  }),
  unknownReason: { en: 'the system reports an error', zh: '系统报告错误' },
  standardOutput: { en: 'standard output', zh: '标准输出' },
  readerGone: { en: 'its reader closed it', zh: '读取方已将其关闭' },
  resumesAfter: (size: string) => ({
    en: `The same command resumes after ${size}.`,
    zh: `同一命令将从 ${size} 处继续。`,
  }),
  interrupted: (sentBytes: number, why: Text) => ({
    en: `the download was interrupted after ${sentBytes} bytes of output and cannot resume: ${en(why)}`,
    zh: `已输出 ${sentBytes} 字节后下载中断，无法续传：${zh(why)}`,
  }),
  discardOutput: {
    en: 'The output is not the file in the store: discard it and run the command again.',
    zh: '输出的内容与对象存储中的文件不同：请丢弃，并重新运行该命令。',
  },

  partialMismatch: {
    en: 'the partial file from an earlier run does not match the rest',
    zh: '先前运行留下的部分与其余部分不符',
  },
  invalidWorkbook: (why: Text) => ({
    en: `the file in the store is not a valid Excel workbook: ${en(why)}`,
    zh: `对象存储中的文件不是有效的 Excel 文件：${zh(why)}`,
  }),
  invalidZip: (why: Text) => ({
    en: `the file in the store is not a valid zip archive: ${en(why)}`,
    zh: `对象存储中的文件不是有效的 zip 文件：${zh(why)}`,
  }),
  unreadableZip: (why: string) => ({
    en: `its zip directory is damaged (${why})`,
    zh: `其 zip 目录已损坏（${why}）`,
  }),
  noZipStart: {
    en: 'it does not begin with a zip header',
    zh: '其开头不是 zip 文件头',
  },
  partsMissing: (parts: readonly string[]) => ({
    en: `${parts.join(' and ')} missing`,
    zh: `缺少 ${parts.join(' 和 ')}`,
  }),

  receiptNotWritten: (path: string, why: Text) => ({
    en: `${path} is verified, but its receipt could not be written: ${en(why)}`,
    zh: `${path} 已校验，但无法写入其校验回执：${zh(why)}`,
  }),
  receiptMissing: (path: string, receipt: string) => ({
    en: `${path} has no receipt (${receipt})`,
    zh: `${path} 没有校验回执（${receipt}）`,
  }),
  receiptInvalid: (receipt: string) => ({
    en: `${receipt} is not a valid receipt`,
    zh: `${receipt} 不是有效的校验回执`,
  }),
  missing: (path: string) => ({ en: `${path} does not exist`, zh: `${path} 不存在` }),
  unreadable: (path: string, why: Text) => ({
    en: `${path} cannot be read: ${en(why)}`,
    zh: `无法读取 ${path}：${zh(why)}`,
  }),
  nameFiles: (command: string, example: string) => ({
    en: `Name its files: siem-export ${command} ${example}`,
    zh: `请指定其中的文件：siem-export ${command} ${example}`,
  }),
};
