import { en, zh, type Text } from '../base/ui-language.ts';

/** Sources by their names, and what they get wrong. */
export const texts = {
  environmentVariables: { en: 'environment variables', zh: '环境变量' },
  oidcOfEnvironment: { en: 'OIDC token of the environment', zh: '环境变量中的 OIDC 令牌' },
  uriOfEnvironment: {
    en: 'credentials URI of ALIBABA_CLOUD_CREDENTIALS_URI',
    zh: 'ALIBABA_CLOUD_CREDENTIALS_URI 中的凭证 URI',
  },
  ecsRoleOfEnvironment: {
    en: 'ECS role of ALIBABA_CLOUD_ECS_METADATA',
    zh: 'ALIBABA_CLOUD_ECS_METADATA 中的 ECS 角色',
  },
  ecsRole: { en: 'role of this ECS instance', zh: '本 ECS 实例的角色' },
  notLookedFor: { en: 'not looked for yet', zh: '尚未查找' },
  savedSetting: { en: 'saved setting', zh: '已保存的配置项' },
  halfSet: (set: readonly string[], missing: readonly string[]) => ({
    en: `${set.join(' and ')} ${isOrAre(set)} set, but ${missing.join(' and ')} ${isOrAre(missing)} not`,
    zh: `已设置 ${set.join('、')}，但未设置 ${missing.join('、')}`,
  }),
  halfSetHint: (set: readonly string[], missing: readonly string[]) => ({
    en: `Set ${missing.join(' and ')} too, or unset ${set.join(' and ')}.`,
    zh: `请同时设置 ${missing.join('、')}，或清除 ${set.join('、')}。`,
  }),
  fieldMissing: (place: Text, field: string) => ({
    en: `${en(place)} has no ${field}`,
    zh: `${zh(place)}缺少 ${field}`,
  }),
  fieldNotText: (place: Text, field: string) => ({
    en: `${field} of ${en(place)} is not text`,
    zh: `${zh(place)}的 ${field} 不是文本`,
  }),
  fieldNotNumber: (place: Text, field: string) => ({
    en: `${field} of ${en(place)} is not a whole number`,
    zh: `${zh(place)}的 ${field} 不是整数`,
  }),
  fieldNotKey: (place: Text, field: string) => ({
    en: `${field} of ${en(place)} contains a blank or another character that is not allowed in it`,
    zh: `${zh(place)}的 ${field} 含有空白或其他不允许的字符`,
  }),
  fieldHint: (field: string) => ({
    en: `Enter ${field} again.`,
    zh: `请重新填写 ${field}。`,
  }),
  fileUnreadable: (file: Text, reason: Text) => ({
    en: `${en(file)} cannot be read (${en(reason)})`,
    zh: `无法读取 ${zh(file)}（${zh(reason)}）`,
  }),
  fileUnreadableHint: {
    en: 'Check the owner and the permissions of the file.',
    zh: '检查该文件的所有者和权限。',
  },
  notACommand: (place: Text) => ({
    en: `process_command of ${en(place)} is not a command: it is empty, or a quote is not closed`,
    zh: `${zh(place)}的 process_command 不是有效命令：内容为空，或引号未闭合`,
  }),
  commandOf: (place: Text, program: string) => ({
    en: `the process_command of ${en(place)} ("${program}")`,
    zh: `${zh(place)}的 process_command（"${program}"）`,
  }),
  commandTooSlow: (name: Text) => ({
    en: `${en(name)} did not end within 60 s`,
    zh: `${zh(name)}未在 60 秒内结束`,
  }),
  commandExit: (name: Text, code: number) => ({
    en: `${en(name)} ended with exit code ${code}`,
    zh: `${zh(name)}以退出码 ${code} 结束`,
  }),
  commandKilled: (name: Text, signal: string) => ({
    en: `${en(name)} was ended by ${signal}`,
    zh: `${zh(name)}被 ${signal} 终止`,
  }),
  commandNotRun: (name: Text, code: string) => ({
    en: `${en(name)} could not be run (${code})`,
    zh: `${zh(name)}无法运行（${code}）`,
  }),
  commandNotJson: (name: Text) => ({
    en: `${en(name)} did not print a JSON object`,
    zh: `${zh(name)}输出的不是 JSON 对象`,
  }),
  commandMode: (name: Text) => ({
    en: `${en(name)} printed a mode other than AK or StsToken`,
    zh: `${zh(name)}输出的 mode 不是 AK 或 StsToken`,
  }),
  commandHint: {
    en: 'Run the command by hand: it must print {"mode", "access_key_id", "access_key_secret", "sts_token"}.',
    zh: '请手动运行该命令：它应输出 {"mode", "access_key_id", "access_key_secret", "sts_token"}。',
  },
  outputOf: (name: Text) => ({ en: `the output of ${en(name)}`, zh: `${zh(name)}的输出` }),
};

function isOrAre(names: readonly string[]): string {
  return names.length === 1 ? 'is' : 'are';
}
