import { createLocalizer } from './ui-language.ts';

const en = {
  notASize: (flag: string, text: string) =>
    `${flag}: "${text}" is not a size; allowed are 512k, 2m, 1g, or a number of bytes`,
  notADuration: (flag: string, text: string) =>
    `${flag}: "${text}" is not a duration; allowed are 500ms, 30s, 5m, 1h30m, or a number of seconds`,
};

const zh: typeof en = {
  notASize: (flag, text) => `${flag}："${text}" 不是有效的大小；可以是 512k、2m、1g 或字节数`,
  notADuration: (flag, text) =>
    `${flag}："${text}" 不是有效的时长；可以是 500ms、30s、5m、1h30m 或秒数`,
};

export const text = createLocalizer({ en, zh });
