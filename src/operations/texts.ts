import { createLocalizer } from '../base/ui-language.ts';

/** What the last answer said. */
interface LastResponse {
  /** Fit to be shown. */
  readonly status: string | undefined;
  /** Per cent. */
  readonly progress: number | undefined;
}

const en = {
  exportFailed: (status: string | undefined) =>
    `the service says that the export failed${status === undefined ? '' : ` (ExportStatus ${status})`}`,
  startAgain: 'Start the export again; if it fails again, give the request id to the support.',
  pending: (progress: number | undefined) =>
    `the task has not ended yet${progress === undefined ? '' : ` (${progress} %)`}`,
  waitForIt: 'siem-export wait --download waits for it and fetches the file then.',
  noLink: 'the service reports success, but no Link to the file',
  otherTask: (asked: string, answered: string) =>
    `the service was asked for task ${asked}, and answers with ${answered}`,
  askAgain: 'Try again in a minute: siem-export download asks for the Link anew.',
  timedOut: (last: LastResponse | undefined, time: string) =>
    `${standEn(last)} after ${time}; ${last === undefined ? 'how the task stands is not known' : 'it goes on in the cloud'}`,
  stalled: (last: LastResponse | undefined, time: string) =>
    `${standEn(last)}, and nothing has changed for ${time}`,
  interrupted: (signalName: string) => `stopped by ${signalName}`,
  otherFailed: (exportId: string | undefined) =>
    `stopped because ${exportId === undefined ? 'another task' : `task ${exportId}`} ended badly (--fail-fast); it goes on in the cloud`,
  bug: (message: string) => `this is a bug in siem-export: ${message}`,
  reportBug: 'Please report it, with the command that shows it.',
};

const zh: typeof en = {
  exportFailed: (status) =>
    `服务端报告导出失败${status === undefined ? '' : `（ExportStatus ${status}）`}`,
  startAgain: '请重新发起导出；如再次失败，请将请求 ID 提供给技术支持。',
  pending: (progress) => `任务尚未结束${progress === undefined ? '' : `（${progress} %）`}`,
  waitForIt: '可用 siem-export wait --download 等待任务结束并下载文件。',
  noLink: '服务端报告成功，但未返回文件链接',
  otherTask: (asked, answered) => `向服务查询的是任务 ${asked}，返回的却是 ${answered}`,
  askAgain: '请一分钟后重试：siem-export download 会重新获取链接。',
  timedOut: (last, time) =>
    `已过 ${time}，${standZh(last)}；${last === undefined ? '任务状态未知' : '任务仍在云端继续'}`,
  stalled: (last, time) => `${standZh(last)}，且 ${time} 内没有变化`,
  interrupted: (signalName) => `被 ${signalName} 中断`,
  otherFailed: (exportId) =>
    `因${exportId === undefined ? '另一任务' : `任务 ${exportId} `}未成功结束而停止（--fail-fast）；本任务仍在云端继续`,
  bug: (message) => `这是 siem-export 自身的缺陷：${message}`,
  reportBug: '请报告此问题，并附上所用的命令。',
};

export const text = createLocalizer({ en, zh });

function standEn(last: LastResponse | undefined): string {
  if (last === undefined) return 'the service had not answered';
  const { status = 'without a status', progress } = last;
  return `the task was still ${status}${progress === undefined ? '' : ` at ${progress} %`}`;
}

function standZh(last: LastResponse | undefined): string {
  if (last === undefined) return '服务端没有应答';
  const status = last.status === undefined ? '没有状态' : `仍处于 ${last.status} 状态`;
  return `任务${status}${last.progress === undefined ? '' : `，进度 ${last.progress} %`}`;
}
