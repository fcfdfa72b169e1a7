import { createLocalizer } from '../base/ui-language.ts';

const en = {
  nothingToWrite: '--output: without --download there is no file to write; add --download',
  oneFile: (tasks: number) =>
    `--output takes one file, and ${tasks} tasks were given; use --dir for a folder`,
  bothToStdout: (flag: string) =>
    `--output - and ${flag} both write to standard output; give one of them`,
};

const zh: typeof en = {
  nothingToWrite: '--output：没有 --download 就没有文件可写；请加上 --download',
  oneFile: (tasks) => `--output 只能写入一个文件，而给出了 ${tasks} 个任务；请改用 --dir 指定目录`,
  bothToStdout: (flag) => `--output - 与 ${flag} 都写到标准输出；请只给出其中一个`,
};

export const text = createLocalizer({ en, zh });
