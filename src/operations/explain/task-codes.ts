import type { ToolCode } from './tool-code.ts';

/** The task, and the run of the tool itself. */
export const taskCodes: readonly ToolCode[] = [
  {
    code: 'TaskFailed',
    exit: 'task-failed',
    retryable: false,
    cause: { en: 'the service says that the export failed', zh: '服务端报告导出失败' },
    advice: {
      en: 'Start the export again; if it fails again, give the request id to the support.',
      zh: '重新发起导出；若再次失败，请将请求 ID 提供给技术支持。',
    },
  },
  {
    code: 'TaskPending',
    exit: 'pending',
    retryable: true,
    cause: { en: 'the task has not ended yet', zh: '任务尚未结束' },
    advice: {
      en: 'siem-export wait --download waits for it and fetches the file then.',
      zh: '运行 siem-export wait --download 等待任务结束并下载文件。',
    },
  },
  {
    code: 'TimedOut',
    exit: 'timed-out',
    retryable: true,
    cause: {
      en: '--timeout passed before the task ended; the task goes on in the cloud',
      zh: '任务结束前已超过 --timeout；任务仍在云端继续',
    },
    advice: {
      en: 'Run the command that the last line on stderr shows; --timeout none waits without limit.',
      zh: '运行标准错误输出最后一行给出的命令；--timeout none 表示不限时等待。',
    },
  },
  {
    code: 'Stalled',
    exit: 'stalled',
    retryable: true,
    cause: {
      en: 'neither status nor progress changed for --stall-timeout',
      zh: '在 --stall-timeout 时间内，状态和进度均无变化',
    },
    advice: {
      en: 'Look at the task in the console; go on with the command that the last line on stderr shows.',
      zh: '请在控制台查看该任务；可用标准错误输出最后一行的命令继续等待。',
    },
  },
  {
    code: 'OtherTaskFailed',
    exit: 'pending',
    retryable: true,
    cause: {
      en: 'another task ended badly, and --fail-fast ended the command; this one goes on in the cloud',
      zh: '另一任务未成功结束，--fail-fast 结束了命令；本任务仍在云端继续',
    },
    advice: {
      en: 'siem-export wait goes on with it; leave out --fail-fast to wait for all tasks.',
      zh: '用 siem-export wait 可继续等待该任务；去掉 --fail-fast 则等待所有任务。',
    },
  },
  {
    code: 'Interrupted',
    exit: 'interrupted',
    retryable: true,
    cause: { en: 'the command was stopped by a signal', zh: '命令被信号中断' },
    advice: {
      en: 'Go on with the command that the last line on stderr shows.',
      zh: '运行标准错误输出最后一行给出的命令即可继续。',
    },
  },
  {
    code: 'TaskNotRemembered',
    exit: 'not-found',
    retryable: false,
    cause: {
      en: 'this machine does not remember such a task',
      zh: '本机没有该任务的记录',
    },
    advice: {
      en: 'siem-export list shows those that it does.',
      zh: 'siem-export list 列出已记录的任务。',
    },
  },
  {
    code: 'TasksNotForgotten',
    exit: 'usage',
    retryable: false,
    cause: {
      en: 'the list of tasks that this machine remembers cannot be changed',
      zh: '无法修改本机的任务记录',
    },
    advice: {
      en: 'Check the permissions of the folder of settings; SIEM_EXPORT_CONFIG_DIR names another one.',
      zh: '检查配置文件夹的权限；可用 SIEM_EXPORT_CONFIG_DIR 指定其他文件夹。',
    },
  },
  {
    code: 'SettingsNotWritten',
    exit: 'usage',
    retryable: false,
    cause: { en: 'the file of settings cannot be written', zh: '无法写入配置文件' },
    advice: {
      en: 'SIEM_EXPORT_CONFIG_DIR names another folder for it.',
      zh: '可用 SIEM_EXPORT_CONFIG_DIR 指定其他文件夹。',
    },
  },
];
