import type { ToolCode } from './tool-code.ts';

const lasting = { exit: 'download', retryable: false } as const;
const passing = { exit: 'download', retryable: true } as const;
const damaged = { exit: 'integrity', retryable: true } as const;

/** The Link, and what the store sends for it. */
export const storeCodes: readonly ToolCode[] = [
  {
    code: 'LinkExpired',
    ...passing,
    cause: {
      en: 'the Link has expired, and no fresh one was to be had',
      zh: '链接已过期，且未能获得新链接',
    },
    advice: {
      en: 'Run the same command again: it asks the service for a fresh Link.',
      zh: '重新运行同一命令：它会向服务端获取新链接。',
    },
  },
  {
    code: 'LinkDenied',
    ...lasting,
    cause: { en: 'the store refuses the Link', zh: '存储拒绝了该链接' },
    advice: {
      en: 'A proxy that rewrites URLs, or a policy of the bucket, may be the cause.',
      zh: '可能是改写 URL 的代理，或存储空间的策略所致。',
    },
  },
  {
    code: 'LinkRefused',
    ...lasting,
    cause: {
      en: 'the Link is none that this tool fetches: it is not a https URL, or holds a user name',
      zh: '本工具不接受该链接：不是 https URL，或包含用户名',
    },
    advice: {
      en: 'Report it to the support of the service, with the request id.',
      zh: '请将此问题连同请求 ID 报告给技术支持。',
    },
  },
  {
    code: 'LinkHostNotAllowed',
    ...lasting,
    cause: {
      en: 'the Link leads to a host that is not among the allowed ones',
      zh: '链接指向的主机不在允许范围内',
    },
    advice: {
      en: 'If you know that host, and that the file is there, allow it with --allow-host.',
      zh: '如果您确认该主机且文件就在那里，请用 --allow-host 允许它。',
    },
  },
  {
    code: /^(?:NoSuchKey|NoSuchBucket|Http404)$/,
    examples: ['NoSuchKey', 'NoSuchBucket', 'Http404'],
    ...lasting,
    cause: { en: 'the store no longer has the file', zh: '存储中已没有该文件' },
    advice: {
      en: 'Files are kept for a limited time: start the export again.',
      zh: '文件只保留一段时间：请重新发起导出。',
    },
  },
  {
    code: /^Http(?:5\d\d|408|429)$/,
    examples: ['Http502', 'Http503'],
    exit: 'unavailable',
    retryable: true,
    cause: { en: 'the store has trouble of its own', zh: '存储自身出现故障' },
    advice: { en: 'Try again later.', zh: '稍后重试。' },
  },
  {
    code: /^(?:InvalidRange|Http\d{3})$/,
    examples: ['InvalidRange', 'Http302', 'Http400'],
    ...lasting,
    cause: {
      en: 'the store, or something in its place, did not send the file',
      zh: '存储或代替它应答的设备没有发送文件',
    },
    advice: {
      en: 'Something else than the store may answer: check the proxy, and try again with --no-resume.',
      zh: '应答的可能不是存储：请检查代理，并加上 --no-resume 重试。',
    },
  },
  {
    code: 'ObjectChanged',
    ...passing,
    cause: {
      en: 'the file was replaced in the store while it was fetched',
      zh: '下载过程中，存储中的文件被替换',
    },
    advice: { en: 'Try again later.', zh: '稍后重试。' },
  },
  {
    code: 'EncodedBody',
    ...lasting,
    cause: {
      en: 'the file came compressed, which was not asked for: it cannot be checked',
      zh: '收到的文件被压缩，而请求中并未要求：无法校验',
    },
    advice: {
      en: 'A proxy on the way may compress what passes: exempt the store with NO_PROXY.',
      zh: '途中的代理可能压缩了数据：请用 NO_PROXY 排除存储的主机。',
    },
  },
  {
    code: /^(?:EndedEarly|TransferStalled)$/,
    examples: ['EndedEarly', 'TransferStalled'],
    exit: 'unavailable',
    retryable: true,
    cause: {
      en: 'the transfer ended too early, or stood still',
      zh: '传输提前结束或停滞',
    },
    advice: {
      en: 'Run the same command again: it goes on where it stopped.',
      zh: '重新运行同一命令：将从中断处继续。',
    },
  },
  {
    code: 'StreamBroken',
    ...passing,
    cause: {
      en: 'the transfer to standard output broke off and cannot go on',
      zh: '写往标准输出的传输中断，无法继续',
    },
    advice: {
      en: 'What has gone out is not the whole file. Run the command again.',
      zh: '已输出的内容不是完整文件。请重新运行该命令。',
    },
  },
  {
    code: 'StreamClosed',
    exit: 'download',
    retryable: false,
    cause: {
      en: 'the stream that the file goes into was closed too early',
      zh: '接收文件的流被过早关闭',
    },
    advice: {
      en: 'Nothing is wrong with the file in the store: fetch it again into a stream that stays open.',
      zh: '对象存储中的文件并无问题：请重新下载到保持打开的流中。',
    },
  },
  {
    code: /^(?:DigestMismatch|BodyTooLong)$/,
    examples: ['DigestMismatch', 'BodyTooLong'],
    ...damaged,
    cause: {
      en: 'what arrived is not what the store, or the receipt, says it should be',
      zh: '收到的内容与存储或回执所示不一致',
    },
    advice: {
      en: 'Fetch the file again with --no-resume; if it happens again, something on the way changes data.',
      zh: '加上 --no-resume 重新下载；若再次发生，说明传输途中有设备改动数据。',
    },
  },
  {
    code: /^NotA(?:Workbook|Zip)$/,
    examples: ['NotAWorkbook', 'NotAZip'],
    exit: 'integrity',
    retryable: false,
    cause: {
      en: 'what the store holds is no whole workbook, or no whole archive',
      zh: '存储中的文件不是完整的工作簿或压缩包',
    },
    advice: {
      en: 'Start the export again if that stays so.',
      zh: '如持续出现，请重新发起导出。',
    },
  },
];
