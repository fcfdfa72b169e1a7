import { baseCodes } from '../base/codes.ts';
import { exitMeanings } from '../base/exit-meanings.ts';
import { createRaise, type CodeTable } from '../base/raise.ts';
import { stdoutFailure } from '../base/stdout-failure.ts';
import { texts } from './texts.ts';

/** How work on a task can end, and the list of tasks on this machine. */
export const operationCodes = {
  TaskFailed: { exit: 'task-failed', ...exitMeanings['task-failed'] },
  TaskPending: { exit: 'pending', ...exitMeanings.pending },
  TimedOut: { exit: 'timed-out', ...exitMeanings['timed-out'] },
  Stalled: { exit: 'stalled', ...exitMeanings.stalled },
  OtherTaskFailed: {
    exit: 'pending',
    retryable: true,
    cause: {
      en: 'another task did not succeed, and --fail-fast ended the command; this task continues in the cloud',
      zh: '另一任务未成功，--fail-fast 结束了命令；本任务仍在云端继续',
    },
    advice: {
      en: 'Continue with siem-export wait; without --fail-fast it waits for every task.',
      zh: '可用 siem-export wait 继续等待；去掉 --fail-fast 则等待所有任务。',
    },
  },
  Interrupted: {
    exit: 'interrupted',
    ...exitMeanings.interrupted,
    cause: { en: 'the command was stopped by a signal', zh: '命令被信号中断' },
  },
  LinkMissing: {
    exit: 'download',
    retryable: true,
    cause: {
      en: 'the service reports success, but sends no download link',
      zh: '服务端报告成功，但未返回下载链接',
    },
    advice: texts.requestLinkAgain,
  },
  OtherTask: {
    exit: 'download',
    retryable: true,
    cause: {
      en: 'the service was asked for a new download link, and returned another task',
      zh: '向服务端请求新的下载链接，返回的却是另一个任务',
    },
    advice: texts.requestLinkAgain,
  },
  StdoutNotWritten: {
    exit: 'download',
    retryable: false,
    cause: stdoutFailure,
    advice: {
      en: 'Check the file or program that standard output goes to; --output writes to a file.',
      zh: '检查标准输出所指向的文件或程序；也可用 --output 写入文件。',
    },
  },
  TaskNotRemembered: {
    exit: 'not-found',
    retryable: false,
    cause: {
      en: 'the task is not in the list on this machine',
      zh: '本机的任务记录中没有该任务',
    },
    advice: {
      en: 'siem-export list shows the tasks that are.',
      zh: '可运行 siem-export list 查看已记录的任务。',
    },
  },
  TasksNotForgotten: {
    exit: 'usage',
    retryable: false,
    cause: {
      en: 'the list of tasks on this machine cannot be changed',
      zh: '无法修改本机的任务记录',
    },
    advice: {
      en: 'Check the permissions of the settings folder; SIEM_EXPORT_CONFIG_DIR sets another one.',
      zh: '检查配置文件夹的权限；可用 SIEM_EXPORT_CONFIG_DIR 指定其他文件夹。',
    },
  },
} satisfies CodeTable;

export const raise = createRaise({ ...baseCodes, ...operationCodes });
