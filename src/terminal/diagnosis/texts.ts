import type { CheckName } from '../../operations/diagnose/check.ts';
import type { Text } from '../../base/ui-language.ts';

export const diagnosisTexts = {
  names: {
    program: { en: 'program', zh: '程序' },
    configuration: { en: 'configuration', zh: '配置' },
    credentials: { en: 'credentials', zh: '凭证' },
    proxy: { en: 'proxy', zh: '代理' },
    dns: 'DNS',
    tcp: 'TCP',
    tls: 'TLS',
    answer: { en: 'response', zh: '响应' },
    clock: { en: 'clock', zh: '时钟' },
    permission: { en: 'permission', zh: '权限' },
  } satisfies Record<CheckName, Text>,
  comma: { en: ', ', zh: '，' },
  noFile: (path: string) => ({ en: `${path} (none)`, zh: `${path}（无）` }),
  file: (path: string, mode: string) => ({
    en: `${path} (mode ${mode})`,
    zh: `${path}（权限 ${mode}）`,
  }),
  mendMode: (paths: readonly string[]) => ({
    en: `Other users of this machine can read it. Run chmod 600 ${paths.join(' ')}`,
    zh: `本机其他用户可读取该文件。请运行 chmod 600 ${paths.join(' ')}`,
  }),
  session: (source: string, until: string) => ({
    en: `${source}, session valid until ${until}`,
    zh: `${source}，会话有效期至 ${until}`,
  }),
  route: (host: string, proxy: string) => ({
    en: `${host} through ${proxy}`,
    zh: `${host} 经 ${proxy}`,
  }),
  directRoute: (host: string) => ({ en: `${host} direct`, zh: `${host} 直连` }),
  milliseconds: (ms: number) => ({ en: `${ms} ms`, zh: `${ms} 毫秒` }),
  noTls: { en: 'none (loopback)', zh: '无（环回地址）' },
  answered: (status: number) => ({
    en: `HTTP ${status} to an unsigned request`,
    zh: `未签名的请求得到 HTTP ${status}`,
  }),
  clockUnknown: { en: 'the response has no date', zh: '响应中没有时间' },
  clockAgrees: { en: "agrees with the service's", zh: '与服务端一致' },
  clockAhead: (time: string) => ({
    en: `this machine's clock is ${time} ahead of the service's`,
    zh: `本机时钟比服务端快 ${time}`,
  }),
  clockBehind: (time: string) => ({
    en: `this machine's clock is ${time} behind the service's`,
    zh: `本机时钟比服务端慢 ${time}`,
  }),
  clockAdvice: {
    en: "Set it. Until then, requests use the service's time.",
    zh: '请校准本机时钟。在此之前，请求使用服务端时间。',
  },
  granted: (action: string, region: string) => ({
    en: `${action} in ${region}`,
    zh: `${action}，地域 ${region}`,
  }),
  skipped: (because: string) => ({
    en: `skipped: requires ${because}`,
    zh: `已跳过：依赖于“${because}”`,
  }),
};
