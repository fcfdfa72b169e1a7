import { createLocalizer } from './ui-language.ts';

const en = {
  notASize: (flag: string, text: string) =>
    `${flag}: "${text}" is not a size; allowed are 512k, 2m, 1g, or a number of bytes`,
  notADuration: (flag: string, text: string) =>
    `${flag}: "${text}" is not a duration; allowed are 500ms, 30s, 5m, 1h30m, or a number of seconds`,
  noJson: 'invalid syntax',
  noJsonAt: (line: number, column: number) => `invalid syntax at line ${line}, column ${column}`,
  tooDeep: (levels: number) => `nested deeper than ${levels} levels`,
};

const zh: typeof en = {
  notASize: (flag, text) => `${flag}："${text}" 不是有效的大小；可以是 512k、2m、1g 或字节数`,
  notADuration: (flag, text) =>
    `${flag}："${text}" 不是有效的时长；可以是 500ms、30s、5m、1h30m 或秒数`,
  noJson: '语法错误',
  noJsonAt: (line, column) => `第 ${line} 行第 ${column} 列有语法错误`,
  tooDeep: (levels) => `嵌套超过 ${levels} 层`,
};

export const text = createLocalizer({ en, zh });
