import { createLocalizer } from '../../base/ui-language.ts';

const en = {
  signatureHolds: 'Nothing was sent. The signature is good for one request within 15 minutes.',
  tokenNeeded: (variable: string) =>
    `The keys have a security token, which is not printed: ${variable} must hold it where curl runs.`,
};

const zh: typeof en = {
  signatureHolds: '未发送任何请求。此签名在 15 分钟内可用于一次请求。',
  tokenNeeded: (variable) =>
    `密钥带有安全令牌，此处不予显示：运行 curl 的环境中须由 ${variable} 提供。`,
};

export const text = createLocalizer({ en, zh });
