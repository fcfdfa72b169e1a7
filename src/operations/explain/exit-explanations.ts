import type { ExitName } from '../../base/exit-codes.ts';
import type { Localized } from '../../base/ui-language.ts';

export interface ExitExplanation {
  /** Goes into a sentence, without a full stop. */
  readonly cause: Localized;
  /** Whether running the same command again may end well. */
  readonly retryable: boolean;
  readonly advice: Localized;
}

/** What each exit code says, and what to do about it. */
export const exitExplanations: Readonly<Record<ExitName, ExitExplanation>> = {
  ok: {
    cause: { en: 'all that was asked is done', zh: '所要求的全部完成' },
    retryable: false,
    advice: { en: 'Nothing is left to do.', zh: '无需任何操作。' },
  },
  unexpected: {
    cause: { en: 'a bug in siem-export', zh: 'siem-export 自身的缺陷' },
    retryable: false,
    advice: {
      en: 'Run the command again with DEBUG=siem-export and report what it prints.',
      zh: '设置 DEBUG=siem-export 后重新运行该命令，并报告其输出。',
    },
  },
  usage: {
    cause: {
      en: 'a flag, an id, a setting or a scenario file is wrong; nothing was sent',
      zh: '参数、任务 ID、配置值或场景文件有误；没有发送任何请求',
    },
    retryable: false,
    advice: {
      en: 'Correct what the message names; siem-export COMMAND --help lists what is allowed.',
      zh: '更正错误信息中指出的内容；siem-export COMMAND --help 列出允许的值。',
    },
  },
  'task-failed': {
    cause: { en: 'the service says that the export failed', zh: '服务端报告导出失败' },
    retryable: false,
    advice: {
      en: 'Start the export again. If it fails again, give the request id to the support.',
      zh: '重新发起导出。若再次失败，请将请求 ID 提供给技术支持。',
    },
  },
  auth: {
    cause: {
      en: 'no credentials were found, they were rejected, or a RAM permission is missing',
      zh: '未找到凭证、凭证被拒绝，或缺少 RAM 权限',
    },
    retryable: false,
    advice: {
      en: 'siem-export doctor shows which credentials are used and what they may do.',
      zh: '运行 siem-export doctor 可查看所用凭证的来源及其权限。',
    },
  },
  'not-found': {
    cause: {
      en: 'there is no such task for this region and account',
      zh: '该地域和账号下没有此任务',
    },
    retryable: false,
    advice: {
      en: 'Check the id; the task may live in the other region: --region cn-hangzhou or --region ap-southeast-1.',
      zh: '检查任务 ID；任务可能位于另一地域：--region cn-hangzhou 或 --region ap-southeast-1。',
    },
  },
  unavailable: {
    cause: {
      en: 'network, throttling or service errors outlasted the retries',
      zh: '网络、限流或服务端错误持续存在，重试已用尽',
    },
    retryable: true,
    advice: {
      en: 'Try again later; siem-export doctor looks at network, proxy and endpoint.',
      zh: '稍后重试；siem-export doctor 可检查网络、代理和接入点。',
    },
  },
  download: {
    cause: {
      en: 'the file could not be fetched or written; nothing incomplete stands under its name',
      zh: '文件无法获取或写入；目标文件名下不会留下不完整的内容',
    },
    retryable: true,
    advice: {
      en: 'Mend what the message names and run the command again: it goes on where it stopped.',
      zh: '排除错误信息指出的问题后重新运行该命令：将从中断处继续。',
    },
  },
  pending: {
    cause: { en: 'the task has not ended yet', zh: '任务尚未结束' },
    retryable: true,
    advice: {
      en: 'siem-export wait --download waits for it and fetches the file.',
      zh: '运行 siem-export wait --download 等待任务结束并下载文件。',
    },
  },
  'timed-out': {
    cause: {
      en: '--timeout passed before the task ended; the task goes on in the cloud',
      zh: '任务结束前已超过 --timeout；任务仍在云端继续',
    },
    retryable: true,
    advice: {
      en: 'Run the command that the last line on stderr shows; --timeout none waits without limit.',
      zh: '运行标准错误输出最后一行给出的命令；--timeout none 表示不限时等待。',
    },
  },
  stalled: {
    cause: {
      en: 'neither status nor progress changed for --stall-timeout',
      zh: '在 --stall-timeout 时间内，状态和进度均无变化',
    },
    retryable: true,
    advice: {
      en: 'Look at the task in the console; go on with the command that the last line on stderr shows.',
      zh: '请在控制台查看该任务；可用标准错误输出最后一行的命令继续等待。',
    },
  },
  integrity: {
    cause: {
      en: 'what arrived is not what the store holds; it was not put under the final name',
      zh: '收到的内容与存储中的对象不一致，未写入目标文件名',
    },
    retryable: true,
    advice: {
      en: 'Run the command again with --no-resume; if it happens again, something on the way changes data.',
      zh: '加上 --no-resume 重新运行；若再次发生，说明传输途中有设备改动数据。',
    },
  },
  partial: {
    cause: {
      en: 'of several tasks, some ended well and some did not',
      zh: '多个任务中，部分成功，部分未成功',
    },
    retryable: false,
    advice: {
      en: "Look at each task's own outcome: --json has its ExitCode.",
      zh: '请查看每个任务各自的结果：--json 中含有各自的 ExitCode。',
    },
  },
  interrupted: {
    cause: {
      en: 'the command was stopped by SIGINT (Ctrl-C)',
      zh: '命令被 SIGINT（Ctrl-C）中断',
    },
    retryable: true,
    advice: {
      en: 'Go on with the command that the last line on stderr shows.',
      zh: '运行标准错误输出最后一行给出的命令即可继续。',
    },
  },
  terminated: {
    cause: { en: 'the command was stopped by SIGTERM', zh: '命令被 SIGTERM 终止' },
    retryable: true,
    advice: {
      en: 'Go on with the command that the last line on stderr shows.',
      zh: '运行标准错误输出最后一行给出的命令即可继续。',
    },
  },
};
