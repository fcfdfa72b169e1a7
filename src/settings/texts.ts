import { createLocalizer } from '../base/ui-language.ts';

const en = {
  savedPlace: (key: string, path: string) => `${key} of ${path}`,
  refused: (place: string, value: string, what: string, allowed: string) =>
    `${place}: ${value} ${what}; allowed: ${allowed}`,
  notAllowed: 'is not allowed',
  notAnAccount: 'is not an account',
  accountAllowed: 'its UID, a positive 64-bit integer',
  switchAllowed: 'true and false',
  textAllowed: 'a text without blanks at its ends',
  oneOf: (values: readonly string[]) => values.join(' and '),
  notAText: (place: string, value: string) => `${place}: ${value} is not a text`,
  unreadable: (path: string, code: string) => `${path} cannot be read (${code})`,
  notJson: (path: string, reason: string) => `${path} is not JSON: ${reason}`,
  notAnObject: (path: string) => `${path} is not a JSON object`,
  mendFile: 'Mend the file, or remove it.',
  notWritable: (path: string, code: string) => `${path} cannot be written (${code})`,
  otherFolder: 'SIEM_EXPORT_CONFIG_DIR names another folder for it.',
};

const zh: typeof en = {
  savedPlace: (key, path) => `${path} 的 ${key}`,
  refused: (place, value, what, allowed) => `${place}：${value} ${what}；可以是${allowed}`,
  notAllowed: '不可用',
  notAnAccount: '不是账号',
  accountAllowed: '账号 UID，即 64 位正整数',
  switchAllowed: ' true 或 false',
  textAllowed: '首尾没有空白的文本',
  oneOf: (values) => ` ${values.join(' 或 ')}`,
  notAText: (place, value) => `${place}：${value} 不是文本`,
  unreadable: (path, code) => `无法读取 ${path}（${code}）`,
  notJson: (path, reason) => `${path} 不是 JSON：${reason}`,
  notAnObject: (path) => `${path} 不是 JSON 对象`,
  mendFile: '修正该文件，或将其删除。',
  notWritable: (path, code) => `无法写入 ${path}（${code}）`,
  otherFolder: '可用 SIEM_EXPORT_CONFIG_DIR 指定其他目录。',
};

export const text = createLocalizer({ en, zh });
