import { noRetry, reportedByService } from './api-code.ts';

const wrong = { exit: 'usage', ...noRetry } as const;

/** The request itself is wrong. */
export const requestCodes = reportedByService({
  IdempotentParameterMismatch: {
    ...wrong,
    quotesService: true,
    cause: {
      en: 'the same request was already made with other parameters',
      zh: '相同的请求此前已用其他参数提交过',
    },
    advice: { en: 'Run the command again.', zh: '重新运行该命令。' },
  },
  IllegalParameter: {
    ...wrong,
    pattern: /^(?:IllegalParam|InvalidParam|Missing)/,
    examples: ['InvalidParameter', 'MissingParameter'],
    quotesService: true,
    cause: { en: 'the service rejected a parameter', zh: '服务端拒绝了某个参数' },
    advice: {
      en: 'Fix the value named in the message; siem-export COMMAND --help lists the flags.',
      zh: '请更正错误信息中指出的值；siem-export COMMAND --help 列出所有选项。',
    },
  },
  'InvalidAction.NotFound': {
    ...wrong,
    pattern: /^Invalid(?:Action|Api|Product|Version)(?:\.|$)/,
    examples: ['InvalidApi.NotFound', 'InvalidProduct.NotFound', 'InvalidVersion'],
    cause: {
      en: 'the endpoint does not support this call: it is the wrong endpoint, or has another version',
      zh: '该服务接入点不支持此调用：服务接入点有误，或版本不同',
    },
    advice: {
      en: 'Check --endpoint, SIEM_EXPORT_ENDPOINT and the setting "endpoint"; by default, the region selects the endpoint.',
      zh: '请检查 --endpoint、SIEM_EXPORT_ENDPOINT 和配置项 endpoint；默认由地域决定服务接入点。',
    },
  },
});
