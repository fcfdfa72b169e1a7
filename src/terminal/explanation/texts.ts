import type { Retry } from '../../api/error-codes/api-code.ts';
import type { UiLanguage } from '../../base/ui-language.ts';
import type { Explanation } from '../../operations/explain/explain.ts';

interface ExplanationTexts {
  readonly kinds: Readonly<Record<Explanation['kind'], string>>;
  readonly exit: (code: number, name: string) => string;
  readonly labels: Readonly<Record<'cause' | 'retryable' | 'next', string>>;
  readonly retryable: (isRetryable: boolean) => string;
  /** What the tool itself does with a call after the error. */
  readonly retry: Readonly<Record<Retry, string>>;
  readonly retryOf: (get: string, create: string) => string;
}

const en: ExplanationTexts = {
  kinds: { exit: 'exit code', tool: 'error code of siem-export', api: 'error code of the API' },
  exit: (code, name) => `exit code ${code} (${name})`,
  labels: { cause: 'cause', retryable: 'retryable', next: 'what to do' },
  retryable: (isRetryable) => (isRetryable ? 'yes' : 'no'),
  retry: {
    no: 'no',
    yes: 'yes, the tool does so by itself',
    'correct-clock': "once, dated by the service's clock",
    'new-nonce': 'once, with a new nonce',
    'renew-credentials': 'once, with fresh credentials',
  },
  retryOf: (get, create) => `GetExportTask: ${get}; CreateExportTask: ${create}`,
};

const zh: ExplanationTexts = {
  kinds: { exit: '退出码', tool: 'siem-export 的错误码', api: 'API 的错误码' },
  exit: (code, name) => `退出码 ${code}（${name}）`,
  labels: { cause: '原因', retryable: '可重试', next: '如何处理' },
  retryable: (isRetryable) => (isRetryable ? '是' : '否'),
  retry: {
    no: '否',
    yes: '是，由本工具自动重试',
    'correct-clock': '一次，改用服务端时间',
    'new-nonce': '一次，使用新的随机数',
    'renew-credentials': '一次，使用更新后的凭证',
  },
  retryOf: (get, create) => `GetExportTask：${get}；CreateExportTask：${create}`,
};

export const explanationTexts: Readonly<Record<UiLanguage, ExplanationTexts>> = { en, zh };
