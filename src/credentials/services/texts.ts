import { en, zh, type Text } from '../../base/ui-language.ts';

/** What token services return, or fail to. */
export const texts = {
  notFetched: (reason: Text) => ({
    en: `credentials could not be fetched: ${en(reason)}`,
    zh: `无法获取凭证：${zh(reason)}`,
  }),
  tooSlow: (from: Text, seconds: number) => ({
    en: `${en(from)} did not respond within ${seconds} s`,
    zh: `${zh(from)} 未在 ${seconds} 秒内响应`,
  }),
  returned: (from: Text, status: number) => ({
    en: `${en(from)} returned HTTP ${status}`,
    zh: `${zh(from)} 返回 HTTP ${status}`,
  }),
  returnedCode: (from: Text, code: string) => ({
    en: `${en(from)} returned ${code}`,
    zh: `${zh(from)} 返回 ${code}`,
  }),
  responseOf: (from: Text) => ({ en: `the response of ${en(from)}`, zh: `${zh(from)} 的响应` }),
  notJson: (from: Text) => ({
    en: `${en(from)} did not return a JSON object`,
    zh: `${zh(from)} 返回的不是 JSON 对象`,
  }),
  noCredentials: (place: Text, reason: Text) => ({
    en: `${en(place)} provided no credentials: ${en(reason)}`,
    zh: `${zh(place)} 未提供凭证：${zh(reason)}`,
  }),
  notAUrl: (place: Text) => ({
    en: `${en(place)} is not an http or https URL`,
    zh: `${zh(place)} 不是 http 或 https URL`,
  }),
  noEcsCredentials: (reason: Text) => ({
    en: `the ECS role provided no credentials: ${en(reason)}`,
    zh: `ECS 角色未提供凭证：${zh(reason)}`,
  }),
  ecsRole: (name: string) => ({ en: `the ECS role "${name}"`, zh: `ECS 角色 "${name}"` }),
  metadata: { en: 'the instance metadata', zh: '实例元数据' },
  metadataDisabled: {
    en: 'ALIBABA_CLOUD_ECS_METADATA_DISABLED is true',
    zh: 'ALIBABA_CLOUD_ECS_METADATA_DISABLED 为 true',
  },
  metadataDisabledHint: {
    en: 'Unset it to use the ECS role.',
    zh: '如需使用 ECS 角色，请清除该变量。',
  },
  noRole: { en: 'this instance has no role', zh: '本实例没有角色' },
  noSuchRole: { en: 'this instance has no such role', zh: '本实例没有该角色' },
  versionOneDisabled: (status: number) => ({
    en: `the instance metadata returned HTTP ${status}, and version 1 is disabled`,
    zh: `实例元数据返回 HTTP ${status}，且版本 1 已禁用`,
  }),
  metadataUnreachable: (code: string) => ({
    en: `the instance metadata cannot be reached (${code})`,
    zh: `无法访问实例元数据（${code}）`,
  }),
  oidcFile: (path: string) => ({ en: `the OIDC token file ${path}`, zh: `OIDC 令牌文件 ${path}` }),
  fileMissing: (file: Text, place: Text) => ({
    en: `${en(file)} of ${en(place)} does not exist`,
    zh: `${zh(place)}的 ${zh(file)} 不存在`,
  }),
  fileEmpty: (file: Text, place: Text) => ({
    en: `${en(file)} of ${en(place)} is empty`,
    zh: `${zh(place)}的 ${zh(file)} 为空`,
  }),
  tokenHint: {
    en: 'Check the path, and whether the token is mounted there.',
    zh: '检查路径，以及令牌是否已挂载到该处。',
  },
  refused: (host: string, action: string, reason: string) => ({
    en: `${host} refused ${action}: ${reason}`,
    zh: `${host} 拒绝了 ${action}：${reason}`,
  }),
  secretHint: {
    en: 'The AccessKey secret does not match the AccessKey ID: enter it again.',
    zh: 'AccessKey Secret 与 AccessKey ID 不对应：请重新填写。',
  },
  accessKeyHint: {
    en: 'Check the access key of the profile that assumes the role.',
    zh: '检查扮演该角色所用配置的 AccessKey。',
  },
  sessionHint: {
    en: 'The session that assumes the role has expired: renew it.',
    zh: '扮演该角色所用的会话已过期：请更新会话。',
  },
  permissionHint: {
    en: 'Grant sts:AssumeRole to the identity that assumes the role, and name its account in the trust policy of the role.',
    zh: '为扮演该角色的身份授予 sts:AssumeRole 权限，并在角色的信任策略中加入其账号。',
  },
  clockHint: { en: "Set this machine's clock.", zh: '校准本机时钟。' },
  endpointInvalid: (place: Text) => ({
    en: `${en(place)}: the endpoint of the token service is invalid`,
    zh: `${zh(place)}：令牌服务（STS）的服务接入点（Endpoint）无效`,
  }),
  endpointHint: {
    en: 'Use a host such as sts.cn-hangzhou.aliyuncs.com, or an https URL without a path.',
    zh: '请使用 sts.cn-hangzhou.aliyuncs.com 这样的主机名，或不带路径的 https URL。',
  },
};
