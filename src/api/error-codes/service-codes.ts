import { reportedByService } from './api-code.ts';

/** The service cannot handle the request now. */
export const serviceCodes = reportedByService({
  Throttling: {
    exit: 'unavailable',
    get: 'yes',
    create: 'yes',
    pattern: /Throttling/,
    examples: ['Throttling.User', 'Throttling.Api'],
    cause: { en: 'the service throttles requests', zh: '请求被服务端限流' },
    advice: {
      en: 'Send fewer requests (--rate, --interval), or try again later.',
      zh: '请降低请求频率（--rate、--interval），或稍后再试。',
    },
  },
  ServiceUnavailable: {
    exit: 'unavailable',
    get: 'yes',
    create: 'yes',
    cause: { en: 'the service is temporarily unavailable', zh: '服务暂时不可用' },
    advice: { en: 'Try again in a few minutes.', zh: '请几分钟后重试。' },
  },
  InternalError: {
    exit: 'unavailable',
    get: 'yes',
    create: 'no',
    pattern: /^Internal/,
    cause: { en: 'the service had an internal error', zh: '服务端内部错误' },
    advice: {
      en: 'Try again later; if it persists, contact Alibaba Cloud support and quote the request id. After a create, check the console first: the task may already exist.',
      zh: '请稍后重试；如持续出现，请将请求 ID 提供给阿里云技术支持。若是创建任务，请先到控制台确认任务是否已存在。',
    },
  },
});
