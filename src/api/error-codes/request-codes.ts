import { noRetry, type ErrorCode } from './error-code.ts';

const wrong = { exit: 'usage', ...noRetry } as const;

/** The request itself is wrong, or what it asks for is not there. */
export const requestCodes: readonly ErrorCode[] = [
  {
    code: 'IdempotentParameterMismatch',
    ...wrong,
    quotesService: true,
    cause: {
      en: 'the same request was made before with other parameters',
      zh: '相同的请求此前已用其他参数提交过',
    },
    advice: { en: 'Start the command again.', zh: '重新运行该命令。' },
  },
  {
    code: /^(?:IllegalParam|InvalidParam|Missing)/,
    examples: ['IllegalParameter', 'InvalidParameter', 'MissingParameter'],
    ...wrong,
    quotesService: true,
    cause: {
      en: 'the service does not accept a parameter',
      zh: '服务端不接受某个参数',
    },
    advice: {
      en: 'Correct the value that the message names; siem-export COMMAND --help lists the flags.',
      zh: '更正错误信息中指出的值；siem-export COMMAND --help 列出所有参数。',
    },
  },
  {
    code: /^Invalid(?:Action|Api|Product|Version)(?:\.|$)/,
    examples: [
      'InvalidAction.NotFound',
      'InvalidApi.NotFound',
      'InvalidProduct.NotFound',
      'InvalidVersion',
    ],
    ...wrong,
    cause: {
      en: 'the endpoint does not know this call: it is the wrong one, or has another version',
      zh: '该接入点不认识此调用：接入点有误，或版本不同',
    },
    advice: {
      en: 'Check --endpoint, SIEM_EXPORT_ENDPOINT and the setting "endpoint"; without them the region decides.',
      zh: '检查 --endpoint、SIEM_EXPORT_ENDPOINT 和配置项 endpoint；都不设置时由地域决定。',
    },
  },
  {
    code: 'TaskNotFound',
    exit: 'not-found',
    ...noRetry,
    cause: {
      en: 'there is no such task for this region and account',
      zh: '该地域和账号下没有此任务',
    },
    advice: {
      en: 'Check the id. The task may live in the other region: try --region ap-southeast-1 or --region cn-hangzhou.',
      zh: '检查任务 ID。任务可能在另一个地域：请尝试 --region ap-southeast-1 或 --region cn-hangzhou。',
    },
  },
];
