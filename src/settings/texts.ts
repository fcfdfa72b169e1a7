import { en, zh, type Text } from '../base/ui-language.ts';

export const texts = {
  savedPlace: (key: string, path: string) => ({ en: `${key} of ${path}`, zh: `${path} 的 ${key}` }),
  notAllowed: (place: Text, value: string, allowed: Text) => ({
    en: `${en(place)}: ${value} is not allowed; allowed: ${en(allowed)}`,
    zh: `${zh(place)}：${value} 不可用；可以是${zh(allowed)}`,
  }),
  notAnAccount: (place: Text, value: string) => ({
    en: `${en(place)}: ${value} is not an account; allowed: its UID, a positive 64-bit integer`,
    zh: `${zh(place)}：${value} 不是账号；可以是账号 UID，即 64 位正整数`,
  }),
  switchAllowed: { en: 'true and false', zh: ' true 或 false' },
  textAllowed: {
    en: 'text without blanks at its start or end',
    zh: '首尾没有空白的文本',
  },
  oneOf: (values: readonly string[]) => ({
    en: values.join(' and '),
    zh: ` ${values.join(' 或 ')}`,
  }),
  retriesAllowed: { en: 'a whole number from 0 to 999', zh: ' 0 至 999 的整数' },
  positiveDuration: { en: 'a duration above 0, such as 5s', zh: '大于 0 的时长，例如 5s' },
  notAText: (place: Text, value: string) => ({
    en: `${en(place)}: ${value} is not text`,
    zh: `${zh(place)}：${value} 不是文本`,
  }),
  unreadable: (path: string, reason: Text) => ({
    en: `${path} cannot be read (${en(reason)})`,
    zh: `无法读取 ${path}（${zh(reason)}）`,
  }),
  notJson: (path: string, reason: Text) => ({
    en: `${path} is not JSON: ${en(reason)}`,
    zh: `${path} 不是 JSON：${zh(reason)}`,
  }),
  notAnObject: (path: string) => ({
    en: `${path} is not a JSON object`,
    zh: `${path} 不是 JSON 对象`,
  }),
  fixFile: { en: 'Fix the file, or remove it.', zh: '修正该文件，或将其删除。' },
  notWritable: (path: string, code: string) => ({
    en: `${path} cannot be written (${code})`,
    zh: `无法写入 ${path}（${code}）`,
  }),
};
