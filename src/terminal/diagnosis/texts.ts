import type { UiLanguage } from '../../base/ui-language.ts';
import type { CheckName } from '../../operations/diagnose/check.ts';

const en = {
  names: {
    program: 'program',
    configuration: 'configuration',
    credentials: 'credentials',
    proxy: 'proxy',
    dns: 'DNS',
    tcp: 'TCP',
    tls: 'TLS',
    answer: 'answer',
    clock: 'clock',
    permission: 'permission',
  } satisfies Record<CheckName, string>,
  comma: ', ',
  noFile: (path: string) => `${path} (none)`,
  file: (path: string, mode: string) => `${path} (mode ${mode})`,
  mendMode: (paths: readonly string[]) =>
    `Others on this machine can read it. To mend that: chmod 600 ${paths.join(' ')}`,
  session: (source: string, until: string) => `${source}, a session until ${until}`,
  route: (host: string, proxy: string) => `${host} through ${proxy}`,
  directRoute: (host: string) => `${host} direct`,
  milliseconds: (ms: number) => `${ms} ms`,
  noTls: 'none (loopback)',
  answered: (status: number) => `HTTP ${status} to an unsigned request`,
  clockUnknown: 'the service does not tell the time',
  clockAgrees: "agrees with the service's",
  clockAhead: (time: string) => `this machine's clock is ${time} ahead of the service's`,
  clockBehind: (time: string) => `this machine's clock is ${time} behind the service's`,
  clockAdvice: "Set it. Until then requests are dated by the service's clock.",
  granted: (action: string, region: string) => `${action} in ${region}`,
  otherRegion: (flags: readonly string[]) =>
    `a task that is not found may live in the other region: ${flags.join(', ')}`,
  skipped: (because: string) => `skipped: it depends on ${because}`,
};

type DiagnosisTexts = typeof en;

const zh: DiagnosisTexts = {
  names: {
    program: '程序',
    configuration: '配置',
    credentials: '凭证',
    proxy: '代理',
    dns: 'DNS',
    tcp: 'TCP',
    tls: 'TLS',
    answer: '应答',
    clock: '时钟',
    permission: '权限',
  },
  comma: '，',
  noFile: (path) => `${path}（无）`,
  file: (path, mode) => `${path}（权限 ${mode}）`,
  mendMode: (paths) => `本机其他用户可以读取该文件。可运行 chmod 600 ${paths.join(' ')}`,
  session: (source, until) => `${source}，会话有效期至 ${until}`,
  route: (host, proxy) => `${host} 经 ${proxy}`,
  directRoute: (host) => `${host} 直连`,
  milliseconds: (ms) => `${ms} 毫秒`,
  noTls: '无（环回地址）',
  answered: (status) => `未签名的请求得到 HTTP ${status}`,
  clockUnknown: '服务端未给出时间',
  clockAgrees: '与服务端一致',
  clockAhead: (time) => `本机时钟比服务端快 ${time}`,
  clockBehind: (time) => `本机时钟比服务端慢 ${time}`,
  clockAdvice: '请校准本机时钟。在此之前，请求使用服务端时间。',
  granted: (action, region) => `${action}，地域 ${region}`,
  otherRegion: (flags) => `找不到的任务可能在另一地域：${flags.join('、')}`,
  skipped: (because) => `已跳过：取决于“${because}”`,
};

export const diagnosisTexts: Readonly<Record<UiLanguage, DiagnosisTexts>> = { en, zh };
