import { createLocalizer } from '../../base/ui-language.ts';

const en = {
  accountsUnreadable: (path: string, code: string) =>
    `--role-for: the file ${path} can't be read (${code})`,
  noAccounts: (path: string) =>
    `--role-for: the file ${path} names no account; allowed is one UID a line`,
  notAnAccount: (place: string, value: string) =>
    `${place}: ${value} is not an account; allowed: its UID, a positive 64-bit integer, or @file with one a line`,
  oneFileForFleet:
    '--output takes one file, and the command runs for several accounts; use --dir for a folder, which gets one for each account',
};

const zh: typeof en = {
  accountsUnreadable: (path, code) => `--role-for：无法读取文件 ${path}（${code}）`,
  noAccounts: (path) => `--role-for：文件 ${path} 中没有账号；每行应为一个 UID`,
  notAnAccount: (place, value) =>
    `${place}：${value} 不是账号；可以是账号 UID（64 位正整数），或 @文件（每行一个）`,
  oneFileForFleet:
    '--output 只能写入一个文件，而此命令针对多个账号运行；请改用 --dir，每个账号一个子目录',
};

export const text = createLocalizer({ en, zh });
