/** As in the last response. */
interface LastStatus {
  /** As plain text. */
  readonly status: string | undefined;
  /** Per cent. */
  readonly progress: number | undefined;
}

export const texts = {
  exportFailed: (status: string | undefined) => ({
    en: `the service reports that the export failed${status === undefined ? '' : ` (ExportStatus ${status})`}`,
    zh: `服务端报告导出失败${status === undefined ? '' : `（ExportStatus ${status}）`}`,
  }),
  pending: (progress: number | undefined) => ({
    en: `the task has not ended yet${progress === undefined ? '' : ` (${progress} %)`}`,
    zh: `任务尚未结束${progress === undefined ? '' : `（${progress} %）`}`,
  }),
  otherTask: (requested: string, received: string) => ({
    en: `the service was asked for task ${requested}, and returned task ${received}`,
    zh: `向服务端查询的是任务 ${requested}，返回的却是任务 ${received}`,
  }),
  requestLinkAgain: {
    en: 'Run siem-export download in a minute: it requests the download link again.',
    zh: '请一分钟后运行 siem-export download，它会重新获取下载链接。',
  },
  timedOut: (last: LastStatus | undefined, time: string) =>
    last === undefined
      ? {
          en: `no response from the service within ${time}; the state of the task is unknown`,
          zh: `${time} 内未收到服务端的响应；任务状态未知`,
        }
      : {
          en: `${describe(last).en} after ${time}; it continues in the cloud`,
          zh: `已过 ${time}，${describe(last).zh}；任务仍在云端继续`,
        },
  outOfTime: (time: string) => ({
    en: `the command did not finish within --timeout (${time})`,
    zh: `命令未在 --timeout（${time}）内完成`,
  }),
  stalled: (last: LastStatus | undefined, time: string) =>
    last === undefined
      ? {
          en: `no response from the service for ${time}`,
          zh: `${time} 内未收到服务端的响应`,
        }
      : {
          en: `${describe(last).en}; nothing changed for ${time}`,
          zh: `${describe(last).zh}，且 ${time} 内没有变化`,
        },
  interrupted: (signalName: string) => ({
    en: `stopped by ${signalName}`,
    zh: `被 ${signalName} 中断`,
  }),
  otherFailed: (exportId: string | undefined) => ({
    en: `stopped because ${exportId === undefined ? 'another task' : `task ${exportId}`} did not succeed (--fail-fast); this task continues in the cloud`,
    zh: `因${exportId === undefined ? '另一任务' : `任务 ${exportId} `}未成功而停止（--fail-fast）；本任务仍在云端继续`,
  }),
  bug: (message: string) => ({
    en: `this is a bug in siem-export: ${message}`,
    zh: `这是 siem-export 自身的缺陷：${message}`,
  }),
};

function describe({ status, progress }: LastStatus) {
  const hasProgress = progress !== undefined;
  return {
    en: `the task was still ${status ?? 'without a status'}${hasProgress ? ` at ${progress} %` : ''}`,
    zh: `任务${status === undefined ? '没有状态' : `仍处于 ${status} 状态`}${hasProgress ? `，进度 ${progress} %` : ''}`,
  };
}
