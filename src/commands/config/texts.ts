import type { Localized } from '../../base/ui-language.ts';
import { createLocalizer } from '../../base/ui-language.ts';
import type { Origin } from '../../settings/request-settings.ts';

const en = {
  unknownKey: (keys: readonly string[]) =>
    `config: there is no such key; allowed are ${keys.join(', ')}`,
  notSaved: (key: string) => `${key} is not saved`,
  looksLikeKey: (place: string) =>
    `${place}: the value looks like an access key, and none is ever saved`,
  whereKeysAre:
    'Keys stay where the CLI and the SDKs of Alibaba Cloud keep them; name a profile of theirs.',
  otherGoesFirst: (place: string) => `${place} goes before the saved value`,
  key: 'key',
  value: 'value',
  origin: 'from',
};

const zh: typeof en = {
  unknownKey: (keys) => `config：没有这个键；可用的键为 ${keys.join('、')}`,
  notSaved: (key) => `未保存 ${key}`,
  looksLikeKey: (place) => `${place}：此值形似访问密钥，本工具从不保存密钥`,
  whereKeysAre: '密钥应存放在阿里云 CLI 和 SDK 所用的位置；这里请填写其配置（profile）名称。',
  otherGoesFirst: (place) => `${place} 优先于已保存的值`,
  key: '键',
  value: '值',
  origin: '来源',
};

export const text = createLocalizer({ en, zh });

export const originText: Readonly<Record<Origin, Localized>> = {
  flag: { en: 'flag', zh: '参数' },
  variable: { en: 'variable', zh: '环境变量' },
  file: { en: 'file', zh: '文件' },
  default: { en: 'default', zh: '默认值' },
};
