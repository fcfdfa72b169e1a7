export const explanationTexts = {
  kinds: {
    exit: { en: 'exit code', zh: '退出码' },
    tool: { en: 'error code of siem-export', zh: 'siem-export 的错误码' },
    api: { en: 'error code of the API', zh: 'API 的错误码' },
  },
  exit: (code: number, name: string) => ({
    en: `exit code ${code} (${name})`,
    zh: `退出码 ${code}（${name}）`,
  }),
  labels: {
    cause: { en: 'cause', zh: '原因' },
    retryable: { en: 'retryable', zh: '可重试' },
    next: { en: 'what to do', zh: '处理方法' },
  },
  retryable: (isRetryable: boolean) => ({
    en: isRetryable ? 'yes' : 'no',
    zh: isRetryable ? '是' : '否',
  }),
  /** What the tool itself does with a call after the error. */
  retry: {
    no: { en: 'no', zh: '否' },
    yes: { en: 'yes, automatically', zh: '是，由本工具自动重试' },
    'correct-clock': { en: "once, with the service's time", zh: '一次，使用服务端时间' },
    'new-nonce': { en: 'once, with a new nonce', zh: '一次，使用新的随机数' },
    'renew-credentials': { en: 'once, with fresh credentials', zh: '一次，使用更新后的凭证' },
  },
  retryOf: (get: string, create: string) => ({
    en: `GetExportTask: ${get}; CreateExportTask: ${create}`,
    zh: `GetExportTask：${get}；CreateExportTask：${create}`,
  }),
};
