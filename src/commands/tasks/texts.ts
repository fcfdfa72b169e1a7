import { createLocalizer } from '../../base/ui-language.ts';

const en = {
  idsAndOther: (flag: string) =>
    `--ids and ${flag} both say what standard output holds; give one of them`,
  nothingSeen: 'no task is known here: those that status, wait, download or create see are listed',
  nothingFits: (count: number) =>
    count === 1
      ? 'the one task that is known here is not among those that were asked for'
      : `none of the ${count} tasks that are known here is among those that were asked for`,
  asksAgain: (count: number) =>
    count === 1 ? 'asking again for 1 task' : `asking again for ${count} tasks`,
  notRemembered: (exportId: string) => `no task ${exportId} is known here`,
  forgotten: (count: number) => (count === 1 ? 'forgot 1 task' : `forgot ${count} tasks`),
  idsOrAll: 'exportId: name the tasks to forget, or give --all',
  idsAndAll: '--all is every task: give no ids with it',
};

const zh: typeof en = {
  idsAndOther: (flag) => `--ids 与 ${flag} 都决定标准输出的内容；二者只能选一`,
  nothingSeen: '本机尚无任务记录：status、wait、download 和 create 见过的任务会列在这里',
  nothingFits: (count) => `本机记录的 ${count} 个任务均不符合条件`,
  asksAgain: (count) => `正在重新查询 ${count} 个任务`,
  notRemembered: (exportId) => `本机没有任务 ${exportId} 的记录`,
  forgotten: (count) => `已移除 ${count} 个任务的记录`,
  idsOrAll: 'exportId：请给出要移除的任务，或使用 --all',
  idsAndAll: '--all 表示全部任务：不能同时给出任务 ID',
};

export const text = createLocalizer({ en, zh });
