import { createLocalizer } from '../../base/ui-language.ts';

const en = {
  environmentVariables: 'environment variables',
  oidcOfEnvironment: 'OIDC token of the environment',
  uriOfEnvironment: 'credentials URI of ALIBABA_CLOUD_CREDENTIALS_URI',
  ecsRoleOfEnvironment: 'ECS role of ALIBABA_CLOUD_ECS_METADATA',
  ecsRole: 'role of this ECS instance',
  notLookedFor: 'not looked for yet',
  savedSetting: 'saved setting',
  notFound: 'no credentials were found',
  notFoundHint:
    'Log in with "aliyun configure", or set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET; siem-export doctor shows which files are looked at.',
  halfSet: (set: string, missing: string) => `${set} is set, but ${missing} is not`,
  halfSetHint: (set: string, missing: string) => `Set ${missing} too, or unset ${set}.`,
  oidcMissing: (names: readonly string[]) =>
    `of the variables for OIDC, ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} not set`,
  oidcHint: (first: readonly string[], last: string) =>
    `Set ${first.join(', ')} and ${last}, or none of them.`,
  fieldMissing: (place: string, field: string) => `${place} has no ${field}`,
  fieldNotText: (place: string, field: string) => `${field} of ${place} is not a text`,
  fieldNotNumber: (place: string, field: string) => `${field} of ${place} is not a whole number`,
  fieldNotKey: (place: string, field: string) =>
    `${field} of ${place} holds a blank or a character that no key has`,
  fieldHint: (field: string) => `Write ${field} again.`,
  fileUnreadable: (file: string, code: string) => `${file} cannot be read (${code})`,
  fileUnreadableHint: 'Check the owner and the permissions of the file.',
  notACommand: (place: string) =>
    `process_command of ${place} is not a command: a quote is not closed, or nothing is there`,
  commandOf: (place: string, program: string) => `the process_command of ${place} ("${program}")`,
  commandTooSlow: (name: string) => `${name} did not end within 60 s`,
  commandExit: (name: string, code: number) => `${name} ended with the exit code ${code}`,
  commandKilled: (name: string, signal: string) => `${name} was ended by ${signal}`,
  commandNotRun: (name: string, code: string) => `${name} could not be run (${code})`,
  commandNotJson: (name: string) => `${name} did not print a JSON object`,
  commandMode: (name: string) => `${name} printed a mode other than AK and StsToken`,
  commandHint:
    'Run that command by hand: it must print {"mode", "access_key_id", "access_key_secret", "sts_token"}.',
  outputOf: (name: string) => `the output of ${name}`,
};

const zh: typeof en = {
  environmentVariables: '环境变量',
  oidcOfEnvironment: '环境变量中的 OIDC 令牌',
  uriOfEnvironment: 'ALIBABA_CLOUD_CREDENTIALS_URI 中的凭证 URI',
  ecsRoleOfEnvironment: 'ALIBABA_CLOUD_ECS_METADATA 中的 ECS 角色',
  ecsRole: '本 ECS 实例的角色',
  notLookedFor: '尚未查找的来源',
  savedSetting: '已保存的配置项',
  notFound: '未找到凭证',
  notFoundHint:
    '请用 aliyun configure 登录，或设置 ALIBABA_CLOUD_ACCESS_KEY_ID 和 ALIBABA_CLOUD_ACCESS_KEY_SECRET；siem-export doctor 会列出所查找的文件。',
  halfSet: (set, missing) => `已设置 ${set}，但未设置 ${missing}`,
  halfSetHint: (set, missing) => `请同时设置 ${missing}，或清除 ${set}。`,
  oidcMissing: (names) => `OIDC 的环境变量中未设置 ${names.join('、')}`,
  oidcHint: (first, last) => `请全部设置 ${first.join('、')} 和 ${last}，或全部清除。`,
  fieldMissing: (place, field) => `${place}缺少 ${field}`,
  fieldNotText: (place, field) => `${place}的 ${field} 不是文本`,
  fieldNotNumber: (place, field) => `${place}的 ${field} 不是整数`,
  fieldNotKey: (place, field) => `${place}的 ${field} 含有空白，或密钥中不会出现的字符`,
  fieldHint: (field) => `请重新填写 ${field}。`,
  fileUnreadable: (file, code) => `无法读取${file}（${code}）`,
  fileUnreadableHint: '检查该文件的所有者和权限。',
  notACommand: (place) => `${place}的 process_command 不是有效命令：引号未闭合，或内容为空`,
  commandOf: (place, program) => `${place}的 process_command（"${program}"）`,
  commandTooSlow: (name) => `${name}未在 60 秒内结束`,
  commandExit: (name, code) => `${name}以退出码 ${code} 结束`,
  commandKilled: (name, signal) => `${name}被 ${signal} 终止`,
  commandNotRun: (name, code) => `${name}无法运行（${code}）`,
  commandNotJson: (name) => `${name}输出的不是 JSON 对象`,
  commandMode: (name) => `${name}输出的 mode 不是 AK 或 StsToken`,
  commandHint:
    '请手动运行该命令：它应输出 {"mode", "access_key_id", "access_key_secret", "sts_token"}。',
  outputOf: (name) => `${name}的输出`,
};

export const text = createLocalizer({ en, zh });
