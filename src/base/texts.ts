import { en, zh, type Text } from './ui-language.ts';

export const texts = {
  notASize: (flag: string, text: string) => ({
    en: `${flag}: "${text}" is not a size; allowed: 512k, 2m, 1g, or a number of bytes`,
    zh: `${flag}："${text}" 不是有效的大小；可以是 512k、2m、1g 或字节数`,
  }),
  notADuration: (flag: Text, text: string) => ({
    en: `${en(flag)}: "${text}" is not a duration; allowed: 500ms, 30s, 5m, 1h30m, 7d; a bare number is seconds`,
    zh: `${zh(flag)}："${text}" 不是有效的时长；可以是 500ms、30s、5m、1h30m、7d；不带单位的数字表示秒`,
  }),
  notJson: { en: 'invalid syntax', zh: '语法错误' },
  notJsonAt: (line: number, column: number) => ({
    en: `invalid syntax at line ${line}, column ${column}`,
    zh: `第 ${line} 行第 ${column} 列有语法错误`,
  }),
  tooDeep: (levels: number) => ({
    en: `nested deeper than ${levels} levels`,
    zh: `嵌套超过 ${levels} 层`,
  }),
};
