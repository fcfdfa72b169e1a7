import { noRetry, reportedByService } from './api-code.ts';

const rejected = { exit: 'auth', ...noRetry } as const;

/** The signature, the AccessKey, the security token, and the clock that they depend on. */
export const identityCodes = reportedByService({
  'InvalidTimeStamp.Expired': {
    exit: 'auth',
    get: 'correct-clock',
    create: 'correct-clock',
    cause: {
      en: "this machine's clock differs from the service's by more than 15 minutes",
      zh: '本机时钟与服务端相差超过 15 分钟',
    },
    advice: {
      en: "Set this machine's clock; siem-export doctor shows how far it is off.",
      zh: '请校准本机时钟；可运行 siem-export doctor 查看偏差。',
    },
  },
  SignatureNonceUsed: {
    exit: 'unavailable',
    get: 'new-nonce',
    // The first one may have run.
    create: 'no',
    cause: { en: 'the service has already received this request', zh: '服务端已收到过该请求' },
    advice: {
      en: 'A proxy or gateway may send requests twice. After a create, check the console first: the task may already exist.',
      zh: '代理或网关可能重复发送了请求。若是创建任务，请先到控制台确认任务是否已存在。',
    },
  },
  SignatureDoesNotMatch: {
    ...rejected,
    // Never the service's own message: it echoes what was signed, the security token included.
    cause: {
      en: 'the signature does not match: the AccessKey secret does not belong to this AccessKey ID',
      zh: '签名不匹配：AccessKey Secret 与该 AccessKey ID 不对应',
    },
    advice: {
      en: 'Check the secret, also for a stray space or newline.',
      zh: '请检查 AccessKey Secret，注意多余的空格或换行。',
    },
  },
  IncompleteSignature: {
    ...rejected,
    cause: {
      en: 'the Authorization header was malformed when it arrived',
      zh: '服务端收到的 Authorization 请求头格式不正确',
    },
    advice: {
      en: 'A proxy or gateway may change headers.',
      zh: '代理或网关可能改动了请求头。',
    },
  },
  'InvalidAccessKeyId.Inactive': {
    ...rejected,
    cause: { en: 'the AccessKey is disabled', zh: 'AccessKey 已被禁用' },
    advice: {
      en: 'Enable it in the RAM console, or use another one.',
      zh: '请在 RAM 控制台启用它，或改用其他 AccessKey。',
    },
  },
  InvalidAccessKeyId: {
    ...rejected,
    pattern: /^InvalidAccessKeyId\.NotFound$/,
    examples: ['InvalidAccessKeyId.NotFound'],
    cause: { en: 'the AccessKey ID does not exist', zh: 'AccessKey ID 不存在' },
    advice: {
      en: 'Check the AccessKey ID. The China site and the international site have separate AccessKeys.',
      zh: '请检查 AccessKey ID。中国站与国际站的 AccessKey 互不通用。',
    },
  },
  MissingSecurityToken: {
    ...rejected,
    cause: {
      en: 'the AccessKey is temporary (STS), and its security token is missing',
      zh: '该 AccessKey 是临时凭证（STS），但缺少安全令牌',
    },
    advice: {
      en: 'Set ALIBABA_CLOUD_SECURITY_TOKEN too.',
      zh: '请同时设置 ALIBABA_CLOUD_SECURITY_TOKEN。',
    },
  },
  'InvalidSecurityToken.Expired': {
    exit: 'auth',
    get: 'renew-credentials',
    create: 'renew-credentials',
    cause: { en: 'the session of these credentials has expired', zh: '凭证会话已过期' },
    advice: { en: 'Log in again to renew the session.', zh: '请重新登录以更新会话。' },
  },
  'InvalidSecurityToken.Malformed': {
    ...rejected,
    pattern: /^InvalidSecurityToken(?:\.|$)/,
    examples: ['InvalidSecurityToken.MismatchWithAccessKey'],
    cause: {
      en: 'the security token does not belong to this AccessKey',
      zh: '安全令牌与该 AccessKey 不匹配',
    },
    advice: {
      en: 'ALIBABA_CLOUD_SECURITY_TOKEN may be left over from another AccessKey: unset or renew it.',
      zh: 'ALIBABA_CLOUD_SECURITY_TOKEN 可能属于另一个 AccessKey：请清除或更新它。',
    },
  },
});
