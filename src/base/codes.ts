import type { CodeTable } from './raise.ts';

/** Codes that any part of the tool may raise. */
export const baseCodes = {
  Usage: {
    exit: 'usage',
    retryable: false,
    cause: {
      en: 'a flag, an id, a setting or a scenario file is wrong; nothing was sent',
      zh: '选项、任务 ID、配置值或场景文件有误；未发送任何请求',
    },
    advice: {
      en: 'Fix the value named in the message; siem-export COMMAND --help lists the allowed values.',
      zh: '更正错误信息中指出的值；siem-export COMMAND --help 列出允许的值。',
    },
  },
  Unexpected: {
    exit: 'unexpected',
    retryable: false,
    cause: { en: 'a bug in siem-export', zh: 'siem-export 自身的缺陷' },
    advice: {
      en: 'Run the command again with DEBUG=siem-export and report what it prints.',
      zh: '设置 DEBUG=siem-export 后重新运行该命令，并报告其输出。',
    },
  },
} satisfies CodeTable;
