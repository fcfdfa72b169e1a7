import { createLocalizer } from '../base/ui-language.ts';

const en = {
  // Where the Link leads.
  linkRefused: (why: string) => `the service's Link is refused: ${why}`,
  linkRefusedHint: 'Report it to the support of the service, with the request id.',
  linkNoUrl: 'it is not a URL',
  linkHoldsUser: 'it holds a user name',
  linkNotHttps: (host: string, protocol: string) =>
    `it leads to ${host || 'no host'} by ${protocol} and not by https:`,
  hostNotAllowed: (host: string, allowed: string) =>
    `the Link leads to ${host}, which is not among the allowed hosts (${allowed})`,
  allowHost: (host: string) =>
    `If you know that host, and that the file is there: --allow-host ${host}`,

  // What the store answers.
  replaced: 'the file was replaced in the store',
  otherLength: 'the file in the store has another length now',
  wholeForRest: 'the store sent the whole file instead of the rest',
  otherPart: 'the store sent another part than was asked for',
  changesHint: 'The file changes while it is fetched: try again later.',
  encoded: (encoding: string) =>
    `the file came compressed (${encoding}), which was not asked for: neither its length nor its digest can be checked`,
  encodedHint: 'A proxy on the way may compress what passes: exempt the store with NO_PROXY.',
  tooLong: 'the store sent more than it had announced',
  endedEarly: (missing: number | undefined) =>
    `the answer ended ${missing === undefined ? '' : `${missing} bytes `}too early`,
  stoodStill: (seconds: number) => `the store sent nothing for ${seconds} s`,
  gone: (says: string) => `the store no longer has the file (${says})`,
  goneHint: 'Files are kept for a limited time: start the export again.',
  redirect: (status: number) =>
    `the store answered with a redirect (HTTP ${status}), which is never followed`,
  redirectHint: 'Something else than the store may answer here: check the proxy.',
  storeSays: (status: number, says: string) => `the store answered HTTP ${status} (${says})`,
  storeTrouble: 'The store has trouble of its own: try again later.',
  linkExpired: 'the Link has expired, and no fresh one was to be had',
  linkExpiredHint: 'Run the same command again: it asks the service for a fresh Link.',
  linkDenied: (says: string) => `the store refuses the Link (${says})`,
  linkDeniedHint: 'A proxy that rewrites URLs, or a policy of the bucket, may be the cause.',
  noFreshLink: (why: string) => `no fresh Link was to be had: ${why}`,
  brokenOff: (sentBytes: number, why: string) =>
    `the transfer broke off after ${sentBytes} bytes had gone out, and cannot go on: ${why}`,
  brokenOffHint: 'What has gone out is not the whole file. Run the command again.',

  // What the bytes are.
  names: { length: 'length', crc64: 'CRC-64', md5: 'MD5', sha256: 'SHA-256' },
  mismatch: (what: string, found: string, wanted: string) =>
    `what arrived is not what the store holds: its ${what} is ${found}, not ${wanted}`,
  nothingPlaced: 'Nothing was put under the final name. Try again.',
  notAWorkbook: (why: string) => `what the store holds is not a workbook: ${why}`,
  notAZip: (why: string) => `what the store holds is not a zip: ${why}`,
  noWholeZip: (why: string) => `it is not a whole zip archive (${why})`,
  noZipStart: 'it does not begin like a zip archive',
  lacksParts: (parts: readonly string[]) => `it lacks ${parts.join(' and ')}`,
  structureHint: 'Nothing was put under the final name. Start the export again if that stays so.',
  keptDoesNotFit: 'what an earlier run left does not fit to the rest',
  keptChanged: 'the partial file was changed by something else',

  // Where they go.
  exists: (path: string) => `${path} exists and is another file`,
  existsHint:
    'It was not touched. Use --if-exists overwrite or rename, or another --output or --dir.',
  folderInPlace: (path: string) => `${path} is not a file but a folder`,
  otherInPlace: (path: string) => `${path} is not a file but a device, a pipe or a socket`,
  inPlaceHint: 'Choose another name with --output, or another folder with --dir.',
  locked: (folder: string) => `another process is fetching the same file into ${folder}`,
  lockedHint: 'Wait until it has ended, or choose another place with --output or --dir.',
  diskTooSmall: (free: string, needed: string) =>
    `the disk has ${free} left, and the file needs ${needed}`,
  makeRoom: 'Make room, or choose another place with --output or --dir.',
  sentences: (first: string, second: string) => `${first} ${second}`.trim(),
  kept: (size: string) => `${size} are kept: the same command goes on from there.`,
  notWritten: (path: string, why: string, code: string) =>
    `${path} cannot be written: ${why} (${code})`,
  standardOutput: 'standard output',
  choosePlace: 'Choose another place with --output or --dir.',
  systemSays: 'the system reports an error',
  diskFull: 'the disk is full',
  quotaUsed: 'the disk quota is used up',
  tooLarge: 'the file is too large for this file system',
  mayNotWrite: 'the folder may not be written to',
  readOnly: 'the file system is read-only',
  folderThere: 'a folder stands under that name',
  noFolder: 'its folder does not exist',
  noFolderHint: 'Make it first; --dir makes its folder itself.',
  notAFolder: 'a part of the path is not a folder',
  circle: 'its symbolic links lead in a circle',
  nameTooLong: 'the name is too long',
  nameTooLongHint: 'Give a shorter name with --output.',
  manyFiles: 'too many files are open',
  manyFilesHint: 'Raise the limit (ulimit -n).',
  inUse: 'the file there is in use',
  diskError: 'the disk reports an error',
  diskErrorHint: 'Check the disk, or choose another place.',
  readerGone: 'its reader has closed it',
  readerGoneHint: 'Nothing is wrong with the file in the store.',

  // Receipts.
  receiptNotWritten: (path: string, code: string) =>
    `${path} is whole and verified, but its receipt could not be written (${code})`,
  receiptNotWrittenHint:
    'The same command checks the file and writes the receipt; --no-receipt does without.',
  noReceipt: (path: string, receipt: string) => `${path} has no receipt (${receipt})`,
  noReceiptHint: 'A receipt is written with each download, unless --no-receipt is given.',
  invalidReceipt: (receipt: string) => `${receipt} is not a receipt`,
  invalidReceiptHint: 'Fetch the file again, into another folder, to have one.',
  notOfReceipt: (path: string, what: string, found: string, wanted: string) =>
    `${path} is not the file of its receipt: its ${what} is ${found}, not ${wanted}`,
  notOfReceiptHint:
    'It was changed or damaged after the download: fetch it again into another folder.',
  missing: (path: string) => `${path} does not exist`,
  unreadable: (path: string, code: string) => `${path} cannot be read (${code})`,
  nameFiles: (example: string) => `Name its files: siem-export verify ${example}`,
};

const zh: typeof en = {
  linkRefused: (why) => `服务端返回的链接被拒绝：${why}`,
  linkRefusedHint: '请将此情况连同请求 ID 报告给服务的技术支持。',
  linkNoUrl: '它不是 URL',
  linkHoldsUser: '其中含有用户名',
  linkNotHttps: (host, protocol) => `它以 ${protocol} 而不是 https: 指向 ${host || '空主机'}`,
  hostNotAllowed: (host, allowed) => `链接指向 ${host}，不在允许的主机之列（${allowed}）`,
  allowHost: (host) => `如确认该主机可信且文件确在其上：--allow-host ${host}`,

  replaced: '对象存储中的文件已被替换',
  otherLength: '对象存储中的文件长度已改变',
  wholeForRest: '对象存储返回了整个文件，而不是剩余部分',
  otherPart: '对象存储返回的不是所请求的部分',
  changesHint: '文件在下载过程中发生变化：请稍后重试。',
  encoded: (encoding) => `收到的文件经过压缩（${encoding}），并非所请求：其长度和摘要均无法核对`,
  encodedHint: '途中的代理可能压缩了内容：请用 NO_PROXY 排除对象存储的主机。',
  tooLong: '对象存储发送的数据多于其声明的长度',
  endedEarly: (missing) =>
    missing === undefined ? '应答提前结束' : `应答提前结束，还缺 ${missing} 字节`,
  stoodStill: (seconds) => `对象存储已有 ${seconds} 秒没有发送数据`,
  gone: (says) => `对象存储中已没有该文件（${says}）`,
  goneHint: '文件只保留一段时间：请重新发起导出。',
  redirect: (status) => `对象存储返回了重定向（HTTP ${status}），重定向一律不予跟随`,
  redirectHint: '应答的可能不是对象存储：请检查代理。',
  storeSays: (status, says) => `对象存储返回 HTTP ${status}（${says}）`,
  storeTrouble: '对象存储自身出现故障：请稍后重试。',
  linkExpired: '链接已过期，且未能取得新链接',
  linkExpiredHint: '请再次运行同一命令：它会向服务端获取新链接。',
  linkDenied: (says) => `对象存储拒绝了该链接（${says}）`,
  linkDeniedHint: '可能是代理改写了 URL，或受存储空间的策略限制。',
  noFreshLink: (why) => `未能取得新链接：${why}`,
  brokenOff: (sentBytes, why) => `已输出 ${sentBytes} 字节后传输中断，无法继续：${why}`,
  brokenOffHint: '已输出的内容不是完整的文件。请重新运行该命令。',

  names: { length: '长度', crc64: 'CRC-64', md5: 'MD5', sha256: 'SHA-256' },
  mismatch: (what, found, wanted) =>
    `收到的内容与对象存储中的不一致：${what}为 ${found}，应为 ${wanted}`,
  nothingPlaced: '最终文件名下没有写入任何内容。请重试。',
  notAWorkbook: (why) => `对象存储中的内容不是工作簿：${why}`,
  notAZip: (why) => `对象存储中的内容不是 zip 文件：${why}`,
  noWholeZip: (why) => `它不是完整的 zip 归档（${why}）`,
  noZipStart: '其开头不是 zip 归档的开头',
  lacksParts: (parts) => `缺少 ${parts.join(' 和 ')}`,
  structureHint: '最终文件名下没有写入任何内容。如仍然如此，请重新发起导出。',
  keptDoesNotFit: '先前运行留下的部分与其余内容不符',
  keptChanged: '未完成的文件被其他程序改动',

  exists: (path) => `${path} 已存在，且是另一个文件`,
  existsHint: '该文件未被改动。可用 --if-exists overwrite 或 rename，或另选 --output 或 --dir。',
  folderInPlace: (path) => `${path} 不是文件，而是文件夹`,
  otherInPlace: (path) => `${path} 不是文件，而是设备、管道或套接字`,
  inPlaceHint: '请用 --output 另选文件名，或用 --dir 另选文件夹。',
  locked: (folder) => `另一进程正在将同一文件下载到 ${folder}`,
  lockedHint: '请等待其结束，或用 --output 或 --dir 另选位置。',
  diskTooSmall: (free, needed) => `磁盘剩余 ${free}，文件需要 ${needed}`,
  makeRoom: '请腾出空间，或用 --output 或 --dir 另选位置。',
  sentences: (first, second) => first + second,
  kept: (size) => `已保留 ${size}：再次运行同一命令即可从该处继续。`,
  notWritten: (path, why, code) => `无法写入 ${path}：${why}（${code}）`,
  standardOutput: '标准输出',
  choosePlace: '请用 --output 或 --dir 另选位置。',
  systemSays: '系统报告错误',
  diskFull: '磁盘已满',
  quotaUsed: '磁盘配额已用完',
  tooLarge: '文件超出该文件系统的大小上限',
  mayNotWrite: '没有写入该文件夹的权限',
  readOnly: '该文件系统为只读',
  folderThere: '该名称已是一个文件夹',
  noFolder: '所在文件夹不存在',
  noFolderHint: '请先创建该文件夹；--dir 会自行创建。',
  notAFolder: '路径中有一部分不是文件夹',
  circle: '其符号链接形成循环',
  nameTooLong: '文件名过长',
  nameTooLongHint: '请用 --output 指定较短的文件名。',
  manyFiles: '打开的文件过多',
  manyFilesHint: '请提高上限（ulimit -n）。',
  inUse: '该处的文件正在使用',
  diskError: '磁盘报告错误',
  diskErrorHint: '请检查磁盘，或另选位置。',
  readerGone: '读取方已关闭',
  readerGoneHint: '对象存储中的文件并无问题。',

  receiptNotWritten: (path, code) => `${path} 完整且已校验，但未能写入其回执（${code}）`,
  receiptNotWrittenHint: '再次运行同一命令会核对该文件并写入回执；--no-receipt 则不写回执。',
  noReceipt: (path, receipt) => `${path} 没有回执（${receipt}）`,
  noReceiptHint: '除非使用 --no-receipt，每次下载都会写入回执。',
  invalidReceipt: (receipt) => `${receipt} 不是回执`,
  invalidReceiptHint: '将文件重新下载到另一文件夹，即可得到回执。',
  notOfReceipt: (path, what, found, wanted) =>
    `${path} 与其回执不符：${what}为 ${found}，应为 ${wanted}`,
  notOfReceiptHint: '它在下载之后被改动或损坏：请重新下载到另一文件夹。',
  missing: (path) => `${path} 不存在`,
  unreadable: (path, code) => `无法读取 ${path}（${code}）`,
  nameFiles: (example) => `请指定其中的文件：siem-export verify ${example}`,
};

/** Makes a text of this folder, in every language. */
export const text = createLocalizer({ en, zh });
export type Texts = typeof en;
