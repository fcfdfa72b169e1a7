import { noRetry, type ErrorCode } from './error-code.ts';

const rejected = { exit: 'auth', ...noRetry } as const;

/** The signature, the key pair, the token of a session, and the clock that they depend on. */
export const identityCodes: readonly ErrorCode[] = [
  {
    code: 'InvalidTimeStamp.Expired',
    exit: 'auth',
    get: 'correct-clock',
    create: 'correct-clock',
    cause: {
      en: "this machine's clock differs from the service's by more than 15 minutes",
      zh: '本机时钟与服务端相差超过 15 分钟',
    },
    advice: {
      en: 'Set the clock of this machine; siem-export doctor shows how far it is off.',
      zh: '校准本机时钟；siem-export doctor 会显示偏差。',
    },
  },
  {
    code: 'SignatureNonceUsed',
    exit: 'unavailable',
    get: 'new-nonce',
    // The first one may have run.
    create: 'no',
    cause: { en: 'the service has seen this request before', zh: '服务端已收到过该请求' },
    advice: {
      en: 'Something on the way may send requests twice. After a create, look in the console first: the task may exist.',
      zh: '途中可能有设备重复发送请求。若是创建任务，请先到控制台确认任务是否已存在。',
    },
  },
  {
    code: 'SignatureDoesNotMatch',
    ...rejected,
    // Never the service's own message: it echoes what was signed, the security token included.
    cause: {
      en: 'the signature does not match: the secret does not fit this access key',
      zh: '签名不匹配：AccessKey Secret 与该 AccessKey ID 不对应',
    },
    advice: {
      en: 'Check the secret, also for a stray blank or newline.',
      zh: '检查 AccessKey Secret，注意多余的空格或换行。',
    },
  },
  {
    code: 'IncompleteSignature',
    ...rejected,
    cause: {
      en: 'the Authorization header arrived malformed',
      zh: 'Authorization 请求头到达时格式不正确',
    },
    advice: {
      en: 'A proxy or gateway on the way may change headers.',
      zh: '途中的代理或网关可能改动了请求头。',
    },
  },
  {
    code: 'InvalidAccessKeyId.Inactive',
    ...rejected,
    cause: { en: 'the access key is disabled', zh: 'AccessKey 已被禁用' },
    advice: {
      en: 'Enable it in the RAM console, or use another one.',
      zh: '在 RAM 控制台启用它，或改用其他 AccessKey。',
    },
  },
  {
    code: /^InvalidAccessKeyId(?:\.NotFound)?$/,
    examples: ['InvalidAccessKeyId', 'InvalidAccessKeyId.NotFound'],
    ...rejected,
    cause: {
      en: 'the service does not know this access key',
      zh: '服务端不认识该 AccessKey',
    },
    advice: {
      en: 'Check the access key id. A key of the China site is unknown at the international site, and the other way round.',
      zh: '检查 AccessKey ID。中国站与国际站的 AccessKey 互不通用。',
    },
  },
  {
    code: 'MissingSecurityToken',
    ...rejected,
    cause: {
      en: 'the access key is a temporary one (STS), and its security token is missing',
      zh: '该 AccessKey 是临时凭证（STS），但缺少安全令牌',
    },
    advice: {
      en: 'Set ALIBABA_CLOUD_SECURITY_TOKEN too.',
      zh: '同时设置 ALIBABA_CLOUD_SECURITY_TOKEN。',
    },
  },
  {
    code: 'InvalidSecurityToken.Expired',
    exit: 'auth',
    get: 'renew-credentials',
    create: 'renew-credentials',
    cause: {
      en: 'the session of these credentials has expired',
      zh: '凭证会话已过期',
    },
    advice: { en: 'Log in again to renew the session.', zh: '请重新登录以更新会话。' },
  },
  {
    code: /^InvalidSecurityToken(?:\.|$)/,
    examples: ['InvalidSecurityToken.Malformed', 'InvalidSecurityToken.MismatchWithAccessKey'],
    ...rejected,
    cause: {
      en: 'the security token does not belong to this access key',
      zh: '安全令牌与该 AccessKey 不匹配',
    },
    advice: {
      en: 'A stale ALIBABA_CLOUD_SECURITY_TOKEN may stand next to another key: unset or renew it.',
      zh: '旧的 ALIBABA_CLOUD_SECURITY_TOKEN 可能与另一个 AccessKey 并存：请清除或更新它。',
    },
  },
];
