import { en, zh, type Text } from '../base/ui-language.ts';

const proxyAllowed = {
  en: 'allowed: http://[user:password@]host[:port], or https://',
  zh: '可以是 http://[user:password@]host[:port] 或 https://',
};

export const texts = {
  failedAt: (host: string, cause: Text) => ({
    en: `${host}: ${en(cause)}`,
    zh: `${host}：${zh(cause)}`,
  }),
  failedThrough: (host: string, proxy: string, cause: Text) => ({
    en: `${host} through the proxy ${proxy}: ${en(cause)}`,
    zh: `${host}（经代理 ${proxy}）：${zh(cause)}`,
  }),
  proxyRefused: (proxy: string, status: number) => ({
    en: `the proxy ${proxy} refused the connection (HTTP ${status})`,
    zh: `代理 ${proxy} 拒绝了连接（HTTP ${status}）`,
  }),
  proxyNotAUrl: (variable: string) => ({
    en: `${variable}: not a URL; ${proxyAllowed.en}`,
    zh: `${variable}：不是 URL；${proxyAllowed.zh}`,
  }),
  proxyNotSupported: (variable: string, protocol: string) => ({
    en: `${variable}: ${protocol} is not supported; ${proxyAllowed.en}`,
    zh: `${variable}：不支持 ${protocol}；${proxyAllowed.zh}`,
  }),
  proxyEncodingHint: {
    en: 'In a user name or password, write @ as %40, / as %2F, # as %23 and % as %25.',
    zh: '用户名或密码中的 @ 写作 %40，/ 写作 %2F，# 写作 %23，% 写作 %25。',
  },
};
