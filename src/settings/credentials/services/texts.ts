import { createLocalizer } from '../../../base/ui-language.ts';

const en = {
  notFetched: (reason: string) => `credentials could not be fetched: ${reason}`,
  tooSlow: (host: string, seconds: number) => `${host} did not answer within ${seconds} s`,
  answered: (host: string, status: number, code: string) =>
    `${host} answered HTTP ${status}${code === '' ? '' : ` (${code})`}`,
  answerOf: (from: string) => `the answer of ${from}`,
  answeredCode: (from: string, code: string) => `${from} answered ${code}`,
  notJson: (from: string) => `${from} did not answer with a JSON object`,
  gaveNone: (place: string, reason: string) => `${place} gave no credentials: ${reason}`,
  notAUrl: (place: string) => `${place} is not an http or https URL`,
  noEcsKeys: (reason: string) => `there are no keys of an ECS role: ${reason}`,
  ecsRole: (name: string) => `the ECS role "${name}"`,
  metadata: 'the instance metadata',
  metadataDisabled: 'ALIBABA_CLOUD_ECS_METADATA_DISABLED is true',
  metadataDisabledHint: 'Unset it to use the ECS role.',
  noRole: 'this instance has no role',
  noSuchRole: 'this instance has no such role',
  versionOneDisabled: (status: number) =>
    `the instance metadata answered HTTP ${status}, and version 1 is disabled`,
  metadataUnreachable: (code: string) => `the instance metadata cannot be reached (${code})`,
  oidcFile: (path: string) => `the OIDC token file ${path}`,
  fileMissing: (file: string, place: string) => `${file} of ${place} does not exist`,
  fileEmpty: (file: string, place: string) => `${file} of ${place} is empty`,
  refused: (host: string, action: string, reason: string) => `${host} refused ${action}: ${reason}`,
  secretDoesNotFit: 'The access key secret does not fit the access key id: write it again.',
  wrongKeys: 'Check the access key of the profile that the role is assumed with.',
  sessionOver: 'The session that the role is assumed with is over: renew it.',
  mayNot:
    'The keys need the permission sts:AssumeRole, and the trust policy of the role must name their account.',
  wrongRole: 'Check the ARN of the role.',
  wrongClock: "Set this machine's clock.",
  endpointUnusable: (place: string) => `${place}: the endpoint of the token service cannot be used`,
  endpointAllowed:
    'Allowed is a host such as sts.cn-hangzhou.aliyuncs.com, or an https URL without path.',
};

const zh: typeof en = {
  notFetched: (reason) => `无法获取凭证：${reason}`,
  tooSlow: (host, seconds) => `${host} 未在 ${seconds} 秒内应答`,
  answered: (host, status, code) =>
    `${host} 应答 HTTP ${status}${code === '' ? '' : `（${code}）`}`,
  answerOf: (from) => `${from} 的应答`,
  answeredCode: (from, code) => `${from} 应答 ${code}`,
  notJson: (from) => `${from} 的应答不是 JSON 对象`,
  gaveNone: (place, reason) => `${place} 未给出凭证：${reason}`,
  notAUrl: (place) => `${place} 不是 http 或 https URL`,
  noEcsKeys: (reason) => `无法取得 ECS 角色的密钥：${reason}`,
  ecsRole: (name) => `ECS 角色 "${name}"`,
  metadata: '实例元数据',
  metadataDisabled: 'ALIBABA_CLOUD_ECS_METADATA_DISABLED 为 true',
  metadataDisabledHint: '如需使用 ECS 角色，请清除该变量。',
  noRole: '本实例没有角色',
  noSuchRole: '本实例没有该角色',
  versionOneDisabled: (status) => `实例元数据应答 HTTP ${status}，且版本 1 已禁用`,
  metadataUnreachable: (code) => `无法访问实例元数据（${code}）`,
  oidcFile: (path) => `OIDC 令牌文件 ${path}`,
  fileMissing: (file, place) => `${place}的${file} 不存在`,
  fileEmpty: (file, place) => `${place}的${file} 为空`,
  refused: (host, action, reason) => `${host} 拒绝了 ${action}：${reason}`,
  secretDoesNotFit: 'AccessKey Secret 与 AccessKey ID 不对应：请重新填写。',
  wrongKeys: '检查扮演该角色所用配置的 AccessKey。',
  sessionOver: '扮演该角色所用的会话已过期：请更新会话。',
  mayNot: '密钥需要 sts:AssumeRole 权限，且角色的信任策略必须包含其账号。',
  wrongRole: '检查角色的 ARN。',
  wrongClock: '校准本机时钟。',
  endpointUnusable: (place) => `${place}：令牌服务（STS）的接入点不可用`,
  endpointAllowed: '可以是 sts.cn-hangzhou.aliyuncs.com 这样的主机名，或不带路径的 https URL。',
};

export const text = createLocalizer({ en, zh });
