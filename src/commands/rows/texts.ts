/** Errors in the flags of `rows`. */
export const texts = {
  notACount: (flag: string, value: string) => ({
    en: `${flag}: ${value} is not a number of rows; allowed is a whole number from 0`,
    zh: `${flag}：${value} 不是行数；可用值为从 0 开始的整数`,
  }),
  notWithSummary: {
    en: 'cannot be used with --summary, which prints no rows',
    zh: '不能与 --summary 一起使用，后者不输出行',
  },
  csvOnly: { en: 'applies to CSV only', zh: '只适用于 CSV' },
  needsOutput: { en: 'requires --output FILE', zh: '需要与 --output FILE 一起使用' },
  oneOutput: (count: number) => ({
    en: `--output takes the rows of one workbook, and ${count} were given; run the command for each of them`,
    zh: `--output 只能写入一个 Excel 文件的行，而给出了 ${count} 个；请对每个文件分别运行该命令`,
  }),
  csvOfSeveral: (count: number) => ({
    en: `--format: CSV holds one table, and ${count} workbooks were given; use --format ndjson, or run the command for each of them`,
    zh: `--format：CSV 只能容纳一张表，而给出了 ${count} 个 Excel 文件；请使用 --format ndjson，或对每个文件分别运行该命令`,
  }),
  bothToStdout: (flag: string) => ({
    en: `--output - and ${flag} both write to standard output; use one of them`,
    zh: `--output - 与 ${flag} 都写到标准输出；请只使用其中一个`,
  }),
  noName: { en: '--output requires a name', zh: '--output 需要名称' },
  outputIsFolder: (path: string) => ({
    en: `--output: ${JSON.stringify(path)} is a folder; name a file`,
    zh: `--output：${JSON.stringify(path)} 是目录；请指定文件`,
  }),
  outputIsInput: (path: string) => ({
    en: `--output: ${JSON.stringify(path)} is the workbook itself`,
    zh: `--output：${JSON.stringify(path)} 就是该 Excel 文件本身`,
  }),
};
