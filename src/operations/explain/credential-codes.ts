import type { ToolCode } from './tool-code.ts';

const rejected = { exit: 'auth', retryable: false } as const;

/** Credentials that cannot be had. */
export const credentialCodes: readonly ToolCode[] = [
  {
    code: 'CredentialsNotFound',
    ...rejected,
    cause: { en: 'no credentials were found', zh: '未找到凭证' },
    advice: {
      en: 'Log in with "aliyun configure", or set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET; siem-export doctor shows which files are looked at.',
      zh: '运行 "aliyun configure" 登录，或设置 ALIBABA_CLOUD_ACCESS_KEY_ID 和 ALIBABA_CLOUD_ACCESS_KEY_SECRET；siem-export doctor 会列出所查找的文件。',
    },
  },
  {
    code: 'CredentialsIncomplete',
    ...rejected,
    cause: {
      en: 'a part of the credentials is missing: half of a key pair, or a field of a profile',
      zh: '凭证不完整：密钥对缺少一半，或配置中缺少某个字段',
    },
    advice: {
      en: 'Set what the message names, or unset the other half.',
      zh: '设置错误信息中指出的内容，或清除另一半。',
    },
  },
  {
    code: 'CredentialsMalformed',
    ...rejected,
    cause: {
      en: 'a file or a value of the credentials is not what it should be',
      zh: '凭证文件或凭证中的某个值不符合要求',
    },
    advice: {
      en: 'Mend what the message names, or write it anew with "aliyun configure".',
      zh: '修正错误信息中指出的内容，或运行 "aliyun configure" 重新写入。',
    },
  },
  {
    code: 'ProfileNotFound',
    ...rejected,
    cause: {
      en: 'there is no profile of this name',
      zh: '没有该名称的配置（profile）',
    },
    advice: {
      en: 'Name another one with --profile; "aliyun configure list" shows those that there are.',
      zh: '用 --profile 指定其他配置；"aliyun configure list" 列出现有的配置。',
    },
  },
  {
    code: 'ProfileModeNotSupported',
    ...rejected,
    cause: {
      en: 'the profile has a mode that cannot sign requests to this API',
      zh: '该配置的模式无法为此 API 的请求签名',
    },
    advice: {
      en: 'Use a profile of mode OAuth, AK, RamRoleArn or any other with an access key.',
      zh: '请使用 OAuth、AK、RamRoleArn 或其他带 AccessKey 的模式。',
    },
  },
  {
    code: 'SessionExpired',
    ...rejected,
    cause: {
      en: 'the session that the CLI of Alibaba Cloud has saved is over',
      zh: '阿里云 CLI 保存的会话已过期',
    },
    advice: {
      en: 'Log in again with the "aliyun configure" command that the message shows.',
      zh: '运行错误信息中给出的 "aliyun configure" 命令重新登录。',
    },
  },
  {
    code: 'CredentialsRefused',
    ...rejected,
    cause: {
      en: 'what should give the keys gave none: a command, a credentials URI, a role or the instance metadata',
      zh: '凭证来源未给出密钥：外部命令、凭证 URI、角色或实例元数据',
    },
    advice: {
      en: 'Check the source that the message names.',
      zh: '检查错误信息中指出的凭证来源。',
    },
  },
  {
    code: 'EntityNotExist.Role',
    ...rejected,
    cause: { en: 'there is no such role', zh: '该角色不存在' },
    advice: {
      en: 'Check the ARN of the role in the profile.',
      zh: '检查配置中的角色 ARN。',
    },
  },
  {
    code: /^ERR_(?:STS|URI)$/,
    examples: ['ERR_STS', 'ERR_URI'],
    exit: 'unavailable',
    retryable: true,
    cause: {
      en: 'the service that gives the keys has trouble of its own',
      zh: '提供密钥的服务自身出现故障',
    },
    advice: {
      en: 'Try again later, or use other credentials with --profile.',
      zh: '稍后重试，或用 --profile 改用其他凭证。',
    },
  },
];
