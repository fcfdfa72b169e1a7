import type { Localized } from '../../base/ui-language.ts';
import type { CommandHelp } from './command-help.ts';

/** The headings of a help text, and the lines around it. */
export const layout = {
  about: {
    en: 'Waits for export tasks of Alibaba Cloud SIEM and downloads their workbooks.',
    zh: '等待阿里云 Cloud SIEM 的导出任务结束，并下载其 Excel 文件。',
  },
  usage: (line: string) => ({ en: `Usage: ${line}`, zh: `用法：${line}` }),
  examples: { en: 'Examples:', zh: '示例：' },
  commands: { en: 'Commands:', zh: '命令：' },
  arguments: { en: 'Arguments:', zh: '参数：' },
  options: { en: 'Options:', zh: '选项：' },
  scenarios: {
    en: 'Scenarios, and the exit codes of create --wait, wait and download:',
    zh: '场景，以及 create --wait、wait 和 download 的退出码：',
  },
  exitCodes: { en: 'Exit codes:', zh: '退出码：' },
  environment: { en: 'Environment variables:', zh: '环境变量：' },
  more: {
    en: 'siem-export help COMMAND shows the flags of a command.',
    zh: 'siem-export help COMMAND 显示某个命令的选项。',
  },
  allOf: (words: string) => ({
    en: `${words} --help shows everything.`,
    zh: `${words} --help 显示全部内容。`,
  }),
  help: { en: 'show all help; -h shows a short one', zh: '显示全部帮助；-h 显示简短帮助' },
  version: { en: 'show the version', zh: '显示版本' },
  helpSummary: { en: 'show the help of a command', zh: '显示某个命令的帮助' },
  withDefault: (text: string, value: string) => ({
    en: `${text} (default: ${value})`,
    zh: `${text}（默认：${value}）`,
  }),
  helpAndTesting: (names: readonly string[]) => ({
    en: `Help and testing: ${names.join(', ')}`,
    zh: `帮助与测试：${names.join('、')}`,
  }),
};

export const groupHeadings = {
  exports: { en: 'Exports:', zh: '导出：' },
  machine: { en: 'This machine:', zh: '本机：' },
  help: { en: 'Help and testing:', zh: '帮助与测试：' },
  request: { en: 'Request:', zh: '请求：' },
  waiting: { en: 'Waiting:', zh: '等待：' },
  downloading: { en: 'Downloading:', zh: '下载：' },
  filters: { en: 'Filters:', zh: '筛选：' },
  output: { en: 'Output:', zh: '输出：' },
} satisfies Record<string, Localized>;

const credentialVariables = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: {
    en: 'AccessKey ID, with …_ACCESS_KEY_SECRET',
    zh: 'AccessKey ID，与 …_ACCESS_KEY_SECRET 一起使用',
  },
  ALIBABA_CLOUD_SECURITY_TOKEN: {
    en: 'security token of a temporary AccessKey',
    zh: '临时 AccessKey 的安全令牌',
  },
  ALIBABA_CLOUD_PROFILE: { en: 'like --profile', zh: '同 --profile' },
  SIEM_EXPORT_REGION: {
    en: 'like --region; also …_LANG, …_ROLE_FOR, …_ENDPOINT and …_VPC',
    zh: '同 --region；另有 …_LANG、…_ROLE_FOR 等',
  },
};

const networkVariables = {
  HTTPS_PROXY: {
    en: 'proxy; also HTTP_PROXY, ALL_PROXY and NO_PROXY',
    zh: '代理；另有 HTTP_PROXY、ALL_PROXY 和 NO_PROXY',
  },
  NODE_EXTRA_CA_CERTS: { en: 'additional CA certificates (PEM)', zh: '额外的 CA 证书（PEM）' },
};

const localVariables = {
  SIEM_EXPORT_CONFIG_DIR: {
    en: 'folder of the saved defaults and the list of tasks',
    zh: '保存默认值和任务列表的目录',
  },
  SIEM_EXPORT_UI_LANG: {
    en: "language of the tool's own texts: en or zh",
    zh: '本工具自身文字的语言：en 或 zh',
  },
  NO_COLOR: {
    en: 'no colours; FORCE_COLOR: colours without a terminal too',
    zh: '不使用颜色；FORCE_COLOR：在非终端上也使用颜色',
  },
};

/** The variables that a command reads, and what each does. */
export function variablesOf({
  callsApi,
}: Pick<CommandHelp, 'callsApi'>): Readonly<Record<string, Localized>> {
  return callsApi
    ? { ...credentialVariables, ...localVariables, ...networkVariables }
    : localVariables;
}
