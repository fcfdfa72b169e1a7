import { exitMeanings } from '../base/exit-meanings.ts';
import { createRaise, findCode, type CodeTable } from '../base/raise.ts';
import { deriveRetryable, noRetry, type ApiCode } from './error-codes/api-code.ts';
import { identityCodes } from './error-codes/identity-codes.ts';
import { permissionCodes } from './error-codes/permission-codes.ts';
import { requestCodes } from './error-codes/request-codes.ts';
import { serviceCodes } from './error-codes/service-codes.ts';

/** Responses that break the API's contract, and the codes that the service reports. */
export const apiCodes = {
  ...deriveRetryable({
    UnreadableAnswer: {
      exit: 'unavailable',
      get: 'yes',
      create: 'no',
      cause: { en: 'the response is not from the API', zh: '响应并非来自 API' },
      advice: {
        en: 'A proxy or gateway may respond in place of the service; siem-export doctor tests both.',
        zh: '可能是代理或网关代替服务端返回了响应；可运行 siem-export doctor 检查。',
      },
    },
    CreateAnswerLost: {
      exit: 'unavailable',
      ...noRetry,
      cause: {
        en: 'the request was sent, but no usable response arrived: the task may already exist',
        zh: '请求已发出，但未收到可用的响应：任务可能已经创建',
      },
      advice: {
        en: 'Look for the export in the console before creating it again.',
        zh: '再次创建之前，请先在控制台查看该导出任务是否已存在。',
      },
    },
    TaskNotFound: { exit: 'not-found', ...noRetry, ...exitMeanings['not-found'] },
  }),
  ...serviceCodes,
  ...identityCodes,
  ...permissionCodes,
  ...requestCodes,
} satisfies CodeTable;

export const raise = createRaise(apiCodes);

export function findApiCode(code: string): ApiCode | undefined {
  const name = findCode(apiCodes, code);
  return name === undefined ? undefined : apiCodes[name];
}
