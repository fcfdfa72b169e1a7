import { createLocalizer } from '../../base/ui-language.ts';

const en = {
  notWritten: (folder: string, code: string) =>
    `the tasks of this run are not remembered: ${folder} cannot be written (${code})`,
  notRead: (folder: string, code: string) =>
    `the tasks that this machine has seen cannot be read from ${folder} (${code})`,
  broken: (folder: string, count: number) =>
    count === 1
      ? `one file in ${folder} is not a whole entry, and was passed over`
      : `${count} files in ${folder} are not whole entries, and were passed over`,
  usesLast: (exportId: string, when: string) =>
    `no id was given: going on with ${exportId}, used last ${when}`,
  usesLastOfEach: (known: number, accounts: number) =>
    `no id was given: going on with the task that was used last, known for ${known} of ${accounts} accounts`,
};

const zh: typeof en = {
  notWritten: (folder, code) => `本次运行的任务不会被记录：无法写入 ${folder}（${code}）`,
  notRead: (folder, code) => `无法从 ${folder} 读取本机见过的任务（${code}）`,
  broken: (folder, count) => `${folder} 中有 ${count} 个文件不是完整的记录，已跳过`,
  usesLast: (exportId, when) => `未给出任务 ID：继续使用最近用过的 ${exportId}，上次使用：${when}`,
  usesLastOfEach: (known, accounts) =>
    `未给出任务 ID：继续使用各账号最近用过的任务，${accounts} 个账号中已知 ${known} 个`,
};

export const text = createLocalizer({ en, zh });
