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
  noIdsOnStdin: 'exportId: standard input holds no ids',
  notAnExportId: (value: string) =>
    `exportId: ${value} is not an export id; allowed is a positive 64-bit integer, or - for standard input`,
  outputAndDir: '--output and --dir exclude each other: give one of them',
  noName: '--output and --dir need a name',
  outputIsFolder: (path: string) => `--output: ${path} is a folder; a folder is given with --dir`,
  notAllowed: (flag: string, value: string, allowed: string) =>
    `${flag}: "${value}" is not allowed; allowed are ${allowed}`,
  notAConnectionCount: (value: string) =>
    `--connections: "${value}" is not allowed; allowed are auto and 1 to 16`,
  notAHost: (value: string) =>
    `--allow-host: ${value} is not a host; allowed is a name such as files.example.com or *.example.com`,
  tooShort: (flag: string, value: string) =>
    `${flag}: "${value}" is too short; allowed is a duration above 0, such as 5s`,
  notACount: (flag: string, value: string) =>
    `${flag}: "${value}" is not allowed; allowed is a whole number above 0`,
};

const zh: typeof en = {
  accountsUnreadable: (path, code) => `--role-for：无法读取文件 ${path}（${code}）`,
  noAccounts: (path) => `--role-for：文件 ${path} 中没有账号；每行应为一个 UID`,
  notAnAccount: (place, value) =>
    `${place}：${value} 不是账号；可以是账号 UID（64 位正整数），或 @文件（每行一个）`,
  oneFileForFleet:
    '--output 只能写入一个文件，而此命令针对多个账号运行；请改用 --dir，每个账号一个子目录',
  noIdsOnStdin: 'exportId：标准输入中没有任务 ID',
  notAnExportId: (value) =>
    `exportId：${value} 不是导出任务 ID；可以是 64 位正整数，或用 - 表示标准输入`,
  outputAndDir: '--output 与 --dir 不能同时使用：请只给出其中一个',
  noName: '--output 和 --dir 需要名称',
  outputIsFolder: (path) => `--output：${path} 是文件夹；文件夹请用 --dir 指定`,
  notAllowed: (flag, value, allowed) => `${flag}：不允许 "${value}"；可用值为 ${allowed}`,
  notAConnectionCount: (value) => `--connections：不允许 "${value}"；可用值为 auto 和 1 至 16`,
  notAHost: (value) =>
    `--allow-host：${value} 不是主机名；可以是 files.example.com 或 *.example.com 这样的名称`,
  tooShort: (flag, value) => `${flag}："${value}" 太短；应为大于 0 的时长，例如 5s`,
  notACount: (flag, value) => `${flag}：不允许 "${value}"；应为大于 0 的整数`,
};

export const text = createLocalizer({ en, zh });
