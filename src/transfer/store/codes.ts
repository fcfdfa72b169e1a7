import { notAWorkbook } from '../../base/codes.ts';
import { createRaise, type CodeTable } from '../../base/raise.ts';

const permanent = { exit: 'download', retryable: false } as const;
const temporary = { exit: 'download', retryable: true } as const;
const unavailable = { exit: 'unavailable', retryable: true } as const;
const damaged = { exit: 'integrity', retryable: true } as const;
const invalid = { exit: 'integrity', retryable: false } as const;

const runAgain = {
  en: 'Run the same command again.',
  zh: '请重新运行同一命令。',
};
const notAltered = {
  en: 'Download the file again. If it happens again, a proxy may be altering the data.',
  zh: '请重新下载。如再次出现，可能是代理改动了数据。',
};
const createAgain = {
  en: 'The file was not saved. If it happens again, create a new export.',
  zh: '文件未保存。如再次出现，请重新创建导出任务。',
};

/** The download link, and what the store sends for it. */
export const storeCodes = {
  LinkExpired: {
    ...temporary,
    cause: {
      en: 'the download link expired and could not be renewed',
      zh: '下载链接已过期，且未能获取新的下载链接',
    },
    advice: {
      en: 'Run the same command again: it requests a new download link.',
      zh: '请重新运行同一命令：它会获取新的下载链接。',
    },
  },
  LinkDenied: {
    ...permanent,
    cause: { en: 'the store rejected the download link', zh: '对象存储拒绝了下载链接' },
    advice: {
      en: 'A proxy may have changed the URL, or a policy of the bucket may deny access.',
      zh: '可能是代理改写了 URL，或存储空间（Bucket）的策略禁止访问。',
    },
  },
  LinkRefused: {
    ...permanent,
    cause: {
      en: 'the download link is not an https URL, or it contains a user name',
      zh: '下载链接不是 https URL，或包含用户名',
    },
    advice: {
      en: 'Contact support and quote the request id.',
      zh: '请联系技术支持，并提供请求 ID。',
    },
  },
  LinkHostNotAllowed: {
    ...permanent,
    cause: {
      en: 'the download link points to a host that is not allowed',
      zh: '下载链接指向的主机不在允许范围内',
    },
    advice: {
      en: 'If you trust that host, allow it with --allow-host.',
      zh: '如果信任该主机，请用 --allow-host 允许它。',
    },
  },
  NoSuchKey: {
    ...permanent,
    pattern: /^(?:NoSuchBucket|Http404)$/,
    examples: ['NoSuchBucket', 'Http404'],
    cause: { en: 'the store no longer has the file', zh: '对象存储中已没有该文件' },
    advice: {
      en: 'Files are kept for a limited time: create a new export.',
      zh: '文件只保留一段时间：请重新创建导出任务。',
    },
  },
  Http503: {
    ...unavailable,
    pattern: /^Http(?:5\d\d|408|429)$/,
    examples: ['Http502'],
    cause: { en: 'the store is temporarily unavailable', zh: '对象存储暂时不可用' },
    advice: { en: 'Try again later.', zh: '请稍后重试。' },
  },
  Http302: {
    ...permanent,
    pattern: /^Http3\d\d$/,
    cause: {
      en: 'the store returned a redirect, which is never followed',
      zh: '对象存储返回了重定向，本工具从不跟随重定向',
    },
    advice: {
      en: 'A proxy may respond in place of the store: check the proxy.',
      zh: '可能是代理代替对象存储返回了响应：请检查代理。',
    },
  },
  InvalidRange: {
    ...permanent,
    pattern: /^Http\d{3}$/,
    examples: ['Http400'],
    cause: { en: 'the store did not send the file', zh: '对象存储没有返回文件' },
    advice: {
      en: 'A proxy may respond in place of the store: check the proxy, then run the command again with --no-resume.',
      zh: '可能是代理代替对象存储返回了响应：请检查代理，然后加上 --no-resume 重新运行该命令。',
    },
  },
  ObjectChanged: {
    ...temporary,
    cause: {
      en: 'the file in the store changed during the download',
      zh: '下载过程中，对象存储中的文件发生了变化',
    },
    advice: { en: 'Try again later.', zh: '请稍后重试。' },
  },
  EncodedBody: {
    ...permanent,
    cause: {
      en: 'the file arrived compressed, although it was requested uncompressed',
      zh: '请求的是未压缩的文件，收到的却是压缩后的内容',
    },
    advice: {
      en: 'A proxy may compress responses: exempt the store with NO_PROXY.',
      zh: '可能是代理压缩了响应：请用 NO_PROXY 排除对象存储的主机。',
    },
  },
  EndedEarly: {
    ...unavailable,
    cause: { en: 'the response ended too early', zh: '响应提前结束' },
    advice: runAgain,
  },
  TransferStalled: {
    ...unavailable,
    cause: { en: 'the store stopped sending data', zh: '对象存储停止发送数据' },
    advice: runAgain,
  },
  DigestMismatch: {
    ...damaged,
    cause: {
      en: 'the file does not match the length or the digest that the store or the receipt states',
      zh: '文件的长度或摘要与对象存储或校验回执中的不一致',
    },
    advice: notAltered,
  },
  BodyTooLong: {
    ...damaged,
    cause: {
      en: 'the store sent more data than announced',
      zh: '对象存储发送的数据多于其声明的长度',
    },
    advice: notAltered,
  },
  NotAWorkbook: notAWorkbook,
  NotAZip: {
    ...invalid,
    cause: {
      en: 'the file in the store is not a valid zip archive',
      zh: '对象存储中的文件不是有效的 zip 文件',
    },
    advice: createAgain,
  },
} satisfies CodeTable;

export const raiseStoreError = createRaise(storeCodes);
