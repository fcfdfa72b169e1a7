import type { ExitName } from './exit-codes.ts';
import type { CodeEntry } from './raise.ts';

/**
 * What each exit code means, in a few words, and what to do next. Help, `explain` and the documents
 * are made from this table; an error code that says the same takes its line from here.
 */
export const exitMeanings: Readonly<
  Record<ExitName, Pick<CodeEntry, 'cause' | 'retryable' | 'advice'>>
> = {
  ok: {
    retryable: false,
    cause: { en: 'everything that was asked for is done', zh: '所要求的操作已全部完成' },
    advice: { en: 'No action is needed.', zh: '无需任何操作。' },
  },
  unexpected: {
    retryable: false,
    cause: { en: 'a bug in siem-export', zh: 'siem-export 自身的缺陷' },
    advice: {
      en: 'Run the command again with DEBUG=siem-export and report what it prints.',
      zh: '设置 DEBUG=siem-export 后重新运行该命令，并报告其输出。',
    },
  },
  usage: {
    retryable: false,
    cause: {
      en: 'a flag, id, setting or scenario is wrong; nothing was sent',
      zh: '选项、任务 ID、配置值或场景有误；未发送任何请求',
    },
    advice: {
      en: 'Fix the value named in the message; siem-export COMMAND --help lists the allowed values.',
      zh: '更正错误信息中指出的值；siem-export COMMAND --help 列出允许的值。',
    },
  },
  'task-failed': {
    retryable: false,
    cause: { en: 'the service reports that the export failed', zh: '服务端报告导出失败' },
    advice: {
      en: 'Create the export again. If it fails again, contact support and quote the request id.',
      zh: '请重新创建导出任务。如再次失败，请联系技术支持并提供请求 ID。',
    },
  },
  auth: {
    retryable: false,
    cause: {
      en: 'missing or rejected credentials, or a missing RAM permission',
      zh: '未找到凭证、凭证被拒绝，或缺少 RAM 权限',
    },
    advice: {
      en: 'Run siem-export doctor: it shows which credentials are used and whether they have the permission.',
      zh: '运行 siem-export doctor，查看所用的凭证及其权限。',
    },
  },
  'not-found': {
    retryable: false,
    cause: {
      en: 'the task does not exist in this region and account',
      zh: '该地域和账号下没有此任务',
    },
    advice: {
      en: 'Check the id and the account (--role-for), or try the other region: --region cn-hangzhou or --region ap-southeast-1.',
      zh: '检查任务 ID 和账号（--role-for），或改用另一地域：--region cn-hangzhou 或 --region ap-southeast-1。',
    },
  },
  unavailable: {
    retryable: true,
    cause: {
      en: 'network, throttling or service errors outlasted the retries',
      zh: '多次重试后，仍有网络错误、限流或服务端错误',
    },
    advice: {
      en: 'Try again later; siem-export doctor tests network, proxy and endpoint.',
      zh: '稍后重试；可运行 siem-export doctor 检查网络、代理和服务接入点。',
    },
  },
  download: {
    retryable: true,
    cause: { en: 'the file could not be downloaded or written', zh: '文件无法下载或写入' },
    advice: {
      en: 'Fix the cause named in the message and run the command again: the download resumes. An incomplete file never gets its final name.',
      zh: '排除错误信息指出的原因后重新运行该命令，下载会从中断处继续。不完整的文件不会使用最终文件名。',
    },
  },
  pending: {
    retryable: true,
    cause: { en: 'the task has not ended yet', zh: '任务尚未结束' },
    advice: {
      en: 'Run siem-export wait --download: it waits for the task, then downloads the file.',
      zh: '运行 siem-export wait --download，等待任务结束并下载文件。',
    },
  },
  'timed-out': {
    retryable: true,
    cause: {
      en: '--timeout passed; the task continues in the cloud',
      zh: '已超过 --timeout；任务仍在云端继续',
    },
    advice: {
      en: 'To continue, run the command on the last line of stderr; --timeout none waits without a limit.',
      zh: '运行标准错误输出最后一行的命令即可继续；--timeout none 表示不限时等待。',
    },
  },
  stalled: {
    retryable: true,
    cause: {
      en: 'status and progress did not change for --stall-timeout',
      zh: '在 --stall-timeout 时间内，状态和进度均无变化',
    },
    advice: {
      en: 'Check the task in the console. To continue, run the command on the last line of stderr.',
      zh: '请在控制台查看该任务。运行标准错误输出最后一行的命令即可继续。',
    },
  },
  integrity: {
    retryable: true,
    cause: {
      en: 'the file does not match the one in the store, or its receipt',
      zh: '文件与存储中的对象或其校验回执不一致',
    },
    advice: {
      en: 'Run the command again with --no-resume. If it happens again, a proxy or gateway may change the data.',
      zh: '加上 --no-resume 重新运行该命令。如再次出现，可能是代理或网关改动了数据。',
    },
  },
  partial: {
    retryable: false,
    cause: {
      en: 'some tasks succeeded and some did not',
      zh: '部分任务成功，部分未成功',
    },
    advice: {
      en: "Check each task's own exit code: Meta.ExitCode in the output of --json.",
      zh: '请查看每个任务各自的退出码：--json 输出中的 Meta.ExitCode。',
    },
  },
  interrupted: {
    retryable: true,
    cause: { en: 'stopped by Ctrl-C (SIGINT)', zh: '被 Ctrl-C（SIGINT）中断' },
    advice: {
      en: 'To continue, run the command on the last line of stderr.',
      zh: '运行标准错误输出最后一行的命令即可继续。',
    },
  },
  terminated: {
    retryable: true,
    cause: { en: 'stopped by SIGTERM', zh: '被 SIGTERM 终止' },
    advice: {
      en: 'To continue, run the command on the last line of stderr.',
      zh: '运行标准错误输出最后一行的命令即可继续。',
    },
  },
};
