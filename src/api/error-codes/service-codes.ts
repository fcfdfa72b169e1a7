import { noRetry, type ErrorCode } from './error-code.ts';

/** The service, or the network before it, is not well; and answers that are none. */
export const serviceCodes: readonly ErrorCode[] = [
  {
    code: /Throttling/,
    examples: ['Throttling', 'Throttling.User', 'Throttling.Api'],
    exit: 'unavailable',
    get: 'yes',
    create: 'yes',
    cause: { en: 'the service throttles requests', zh: '请求过于频繁，被服务端限流' },
    advice: {
      en: 'Ask less often (--rate, --interval), or later.',
      zh: '降低请求频率（--rate、--interval），或稍后再试。',
    },
  },
  {
    code: 'ServiceUnavailable',
    exit: 'unavailable',
    get: 'yes',
    create: 'yes',
    cause: { en: 'the service is temporarily unavailable', zh: '服务暂时不可用' },
    advice: { en: 'Try again in some minutes.', zh: '几分钟后重试。' },
  },
  {
    code: /^Internal/,
    examples: ['InternalError'],
    exit: 'unavailable',
    get: 'yes',
    create: 'no',
    cause: { en: 'the service has an internal error', zh: '服务端内部错误' },
    advice: {
      en: 'Try again later; if it stays, give the request id to the support of Alibaba Cloud. After a create, look in the console first: the task may exist.',
      zh: '稍后重试；如持续出现，请将请求 ID 提供给阿里云技术支持。若是创建任务，请先到控制台确认任务是否已存在。',
    },
  },
  {
    code: 'UnreadableAnswer',
    exit: 'unavailable',
    get: 'yes',
    create: 'no',
    cause: {
      en: 'what arrived is not an answer of the API',
      zh: '收到的内容不是 API 的应答',
    },
    advice: {
      en: 'A proxy or gateway may answer in place of the service; siem-export doctor looks at both.',
      zh: '可能是代理或网关代替服务端作了应答；可运行 siem-export doctor 检查。',
    },
  },
  {
    code: 'CreateAnswerLost',
    exit: 'unavailable',
    ...noRetry,
    cause: {
      en: 'the request was sent, but no usable answer came back: the task may exist already',
      zh: '请求已发出，但未收到可用的应答：任务可能已经创建',
    },
    advice: {
      en: 'Look for the export in the console before creating it again.',
      zh: '再次创建之前，请先在控制台查看该导出任务是否已存在。',
    },
  },
];
