import { createRaise, type CodeTable } from '../base/raise.ts';

const rejected = { exit: 'auth', retryable: false } as const;

/** Credentials that are missing or unusable. */
export const credentialCodes = {
  CredentialsNotFound: {
    ...rejected,
    cause: { en: 'no credentials were found', zh: '未找到凭证' },
    advice: {
      en: 'Log in with "aliyun configure", or set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET; siem-export doctor lists the files that are read.',
      zh: '运行 aliyun configure 登录，或设置 ALIBABA_CLOUD_ACCESS_KEY_ID 和 ALIBABA_CLOUD_ACCESS_KEY_SECRET；siem-export doctor 会列出所读取的文件。',
    },
  },
  CredentialsIncomplete: {
    ...rejected,
    cause: {
      en: 'a part of the credentials is missing: half of an access key, or a field of a profile',
      zh: '凭证不完整：AccessKey 只有一半，或配置（profile）缺少字段',
    },
    advice: {
      en: 'Set the variable or field named in the message.',
      zh: '设置错误信息中指出的环境变量或字段。',
    },
  },
  CredentialsMalformed: {
    ...rejected,
    cause: {
      en: 'a file or a value of the credentials is invalid',
      zh: '凭证文件或凭证中的某个值无效',
    },
    advice: {
      en: 'Fix the file or value named in the message, or write it again with "aliyun configure".',
      zh: '更正错误信息中指出的文件或值，或运行 aliyun configure 重新写入。',
    },
  },
  ProfileNotFound: {
    ...rejected,
    cause: { en: 'no profile has this name', zh: '没有该名称的配置（profile）' },
    advice: {
      en: 'Choose another profile with --profile, or add this one with "aliyun configure"; "aliyun configure list" shows the profiles.',
      zh: '用 --profile 选择其他配置，或运行 aliyun configure 添加该配置；aliyun configure list 列出现有配置。',
    },
  },
  ProfileModeNotSupported: {
    ...rejected,
    cause: {
      en: 'the mode of the profile cannot sign requests to this API',
      zh: '该配置（profile）的模式无法为此 API 的请求签名',
    },
    advice: {
      en: 'Use a profile in mode OAuth, AK, RamRoleArn, or another mode with an access key.',
      zh: '请使用 OAuth、AK、RamRoleArn 或其他带 AccessKey 的模式。',
    },
  },
  SessionExpired: {
    ...rejected,
    cause: {
      en: 'the session saved by the Alibaba Cloud CLI is missing or has expired',
      zh: '阿里云 CLI 保存的会话不存在或已过期',
    },
    advice: {
      en: 'Log in again with the "aliyun configure" command shown below the message.',
      zh: '运行错误信息下方的 aliyun configure 命令重新登录。',
    },
  },
  'EntityNotExist.Role': {
    isReported: true,
    ...rejected,
    cause: { en: 'the role does not exist', zh: '该角色不存在' },
    advice: { en: 'Check the ARN of the role in the profile.', zh: '检查配置中的角色 ARN。' },
  },
  CredentialsRefused: {
    ...rejected,
    cause: {
      en: 'a source returned no credentials: a command, a credentials URI, a role or the instance metadata',
      zh: '凭证来源未返回凭证：外部命令、凭证 URI、角色或实例元数据',
    },
    advice: {
      en: 'Check the source of credentials named in the message.',
      zh: '检查错误信息中指出的凭证来源。',
    },
  },
  ERR_STS: {
    exit: 'unavailable',
    retryable: true,
    pattern: /^ERR_URI$/,
    examples: ['ERR_URI'],
    cause: {
      en: 'the service that issues the credentials is unavailable',
      zh: '签发凭证的服务暂不可用',
    },
    advice: {
      en: 'Try again later, or use other credentials with --profile.',
      zh: '稍后重试，或用 --profile 改用其他凭证。',
    },
  },
} satisfies CodeTable;

export const raise = createRaise(credentialCodes);
