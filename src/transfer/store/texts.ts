import { toPlainText } from '../../base/plain-text.ts';
import { en, zh, type Text } from '../../base/ui-language.ts';

/** What the store writes about an error, in brackets; may be empty. */
const inBrackets = (detail: string) => ({
  en: detail === '' ? '' : ` (${detail})`,
  zh: detail === '' ? '' : `（${detail}）`,
});

/** Whether a file is that of the store, or of its receipt. */
const measures = {
  length: { en: 'length', zh: '长度' },
  crc64: { en: 'CRC-64', zh: 'CRC-64' },
  md5: { en: 'MD5', zh: 'MD5' },
  sha256: { en: 'SHA-256', zh: 'SHA-256' },
};

export type Measure = keyof typeof measures;

/** A length or digest that was found, and the one that was expected. */
export interface Difference {
  readonly measure: Measure;
  readonly found: string | number;
  readonly expected: string | number;
}

const difference = ({ measure, found, expected }: Difference) => ({
  en: `${measures[measure].en} ${found}, expected ${toPlainText(String(expected))}`,
  zh: `${measures[measure].zh}为 ${found}，应为 ${toPlainText(String(expected))}`,
});

export const texts = {
  linkNotUrl: {
    en: 'the download link from the service is not a URL',
    zh: '服务端返回的下载链接不是 URL',
  },
  linkHasUser: {
    en: 'the download link from the service contains a user name',
    zh: '服务端返回的下载链接包含用户名',
  },
  linkNotHttps: (host: string, protocol: string) => ({
    en: `the download link from the service points to ${host || 'no host'} with ${protocol}; only https: is allowed`,
    zh: `服务端返回的下载链接以 ${protocol} 指向 ${host || '空主机'}，只允许 https:`,
  }),
  hostNotAllowed: (host: string, allowed: string) => ({
    en: `the download link points to ${host}, which is not an allowed host (${allowed})`,
    zh: `下载链接指向 ${host}，不在允许的主机范围内（${allowed}）`,
  }),
  allowHost: (host: string) => ({
    en: `If you trust this host, allow it: --allow-host ${host}`,
    zh: `如果信任该主机，请允许它：--allow-host ${host}`,
  }),
  notRenewed: (why: Text) => ({
    en: `the download link could not be renewed: ${en(why)}`,
    zh: `未能获取新的下载链接：${zh(why)}`,
  }),

  gone: (detail: string) => ({
    en: `the store no longer has the file${inBrackets(detail).en}`,
    zh: `对象存储中已没有该文件${inBrackets(detail).zh}`,
  }),
  linkDenied: (detail: string) => ({
    en: `the store rejected the download link${inBrackets(detail).en}`,
    zh: `对象存储拒绝了下载链接${inBrackets(detail).zh}`,
  }),
  unavailable: (detail: string) => ({
    en: `the store is temporarily unavailable${inBrackets(detail).en}`,
    zh: `对象存储暂时不可用${inBrackets(detail).zh}`,
  }),
  notSent: (detail: string) => ({
    en: `the store did not send the file${inBrackets(detail).en}`,
    zh: `对象存储没有返回文件${inBrackets(detail).zh}`,
  }),

  replaced: {
    en: 'the file in the store was replaced',
    zh: '对象存储中的文件已被替换',
  },
  lengthChanged: {
    en: 'the length of the file in the store changed',
    zh: '对象存储中的文件长度已改变',
  },
  wholeInsteadOfRest: {
    en: 'the store sent the whole file instead of the rest',
    zh: '对象存储返回了整个文件，而不是剩余部分',
  },
  otherPart: {
    en: 'the store sent a different part of the file than requested',
    zh: '对象存储返回的不是所请求的部分',
  },
  notComparable: {
    en: 'the store sends no ETag or digest, so a partial file cannot be matched with the rest',
    zh: '对象存储未返回 ETag 或摘要，无法确认已下载的部分与其余部分属于同一文件',
  },
  encoded: (encoding: string) => ({
    en: `the file arrived compressed (${encoding}), although it was requested uncompressed`,
    zh: `请求的是未压缩的文件，收到的却是压缩后的内容（${encoding}）`,
  }),
  missingBytes: (bytes: number) => ({
    en: `the response ended ${bytes} bytes too early`,
    zh: `响应提前结束，还缺 ${bytes} 字节`,
  }),
  stalled: (seconds: number) => ({
    en: `the store sent no data for ${seconds} s`,
    zh: `对象存储已有 ${seconds} 秒没有发送数据`,
  }),

  mismatch: (found: Difference) => ({
    en: `the file does not match the one in the store: ${difference(found).en}`,
    zh: `收到的文件与对象存储中的不一致：${difference(found).zh}`,
  }),
  notAsReceipt: (path: string, found: Difference) => ({
    en: `${path} does not match its receipt: ${difference(found).en}`,
    zh: `${path} 与其校验回执不一致：${difference(found).zh}`,
  }),
  changedAfterDownload: {
    en: 'It was changed or damaged after the download: download it again into another folder.',
    zh: '该文件在下载后被改动或损坏：请将其重新下载到另一个文件夹。',
  },
};
