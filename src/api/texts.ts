import { en, zh, type Text } from '../base/ui-language.ts';

const mayExist = { en: 'the task may already exist', zh: '任务可能已经创建' };

export const texts = {
  because: (what: Text, why: Text) => ({
    en: `${en(what)}; ${en(why)}`,
    zh: `${zh(what)}；${zh(why)}`,
  }),
  becauseOf: (what: Text, why: Text, code: string) => ({
    en: `${en(what)}; ${en(why)} (${code})`,
    zh: `${zh(what)}；${zh(why)}（${code}）`,
  }),
  credentialsFrom: (source: Text) => ({
    en: `The credentials come from ${en(source)}.`,
    zh: `凭证来自${zh(source)}。`,
  }),
  unusable: (status: number, body: Text) => ({
    en: `the service returned HTTP ${status} with ${en(body)}`,
    zh: `服务端返回 HTTP ${status}，内容是${zh(body)}`,
  }),
  bodyTooLong: { en: 'an oversized body', zh: '过大的响应体' },
  bodyEmpty: { en: 'an empty body', zh: '空的响应体' },
  bodyWithoutCode: { en: 'a JSON object without an error code', zh: '不含错误码的 JSON 对象' },
  bodyEncoded: (encoding: string) => ({
    en: `a body in ${encoding}, which is not supported`,
    zh: `以 ${encoding} 编码的响应体，本工具不支持该编码`,
  }),
  bodyIsPage: (type: string) => ({
    en: `a page instead of JSON (${type || 'no content type'})`,
    zh: `网页而不是 JSON（${type || '无内容类型'}）`,
  }),
  bodyNotObject: { en: 'a body that is not a JSON object', zh: '并非 JSON 对象的响应体' },
  noTask: { en: 'the response contains no task', zh: '响应中没有任务' },
  otherRegion: (flags: readonly string[]) => ({
    en: `Check the id. The task may be in the other region: try ${flags.join(' or ')}.`,
    zh: `请检查任务 ID。任务可能在另一个地域：请尝试 ${flags.join(' 或 ')}。`,
  }),
  noId: {
    en: `the response contains no id: ${mayExist.en}`,
    zh: `响应中没有任务 ID：${mayExist.zh}`,
  },
  createInterrupted: (by: string | undefined) => ({
    en: `stopped${by === undefined ? '' : ` by ${by}`} after the request was sent, before a response arrived: ${mayExist.en}`,
    zh: `请求已发出，尚未收到响应即${by === undefined ? '' : `被 ${by} `}中断：${mayExist.zh}`,
  }),
  createOutOfTime: {
    en: `the time limit passed after the request was sent, before a response arrived: ${mayExist.en}`,
    zh: `请求已发出，尚未收到响应即已超时：${mayExist.zh}`,
  },
  clockAhead: (time: string) => ({
    en: `this machine's clock is ${time} ahead of the service's`,
    zh: `本机时钟比服务端快 ${time}`,
  }),
  clockBehind: (time: string) => ({
    en: `this machine's clock is ${time} behind the service's`,
    zh: `本机时钟比服务端慢 ${time}`,
  }),
  permissionMissing: (action: string) => ({
    en: `the RAM permission ${action} is missing`,
    zh: `缺少 RAM 权限 ${action}`,
  }),
  permissionMissingFor: (action: string, type: string | undefined, name: string) => ({
    en: `the RAM permission ${action} is missing for ${type ?? 'principal'} ${name}`,
    zh: `${type ?? '身份'} ${name} 缺少 RAM 权限 ${action}`,
  }),
  policyGrants: (statement: string) => ({
    en: `This policy statement grants it: ${statement}.`,
    zh: `以下策略语句可授予该权限：${statement}。`,
  }),
  regionNotAllowed: (region: string, allowed: readonly string[]) => ({
    en: `--region: "${region}" is not supported; allowed: ${allowed.join(', ')}`,
    zh: `--region：不支持 "${region}"；可以是 ${allowed.join(' 或 ')}`,
  }),
  regionHint: {
    en: 'Name the region that holds the data. The endpoint in cn-shanghai serves cn-hangzhou.',
    zh: '请填写数据所在的地域。cn-hangzhou 的数据由 cn-shanghai 的服务接入点提供。',
  },
  endpointRefused: (place: Text, why: Text) => ({
    en: `${en(place)}: ${en(why)}; allowed: a host such as cloud-siem.cn-shanghai.aliyuncs.com, or an https URL without a path`,
    zh: `${zh(place)}：${zh(why)}；可以是 cloud-siem.cn-shanghai.aliyuncs.com 这样的主机名，或不带路径的 https URL`,
  }),
  notAUrl: (shown: string) => ({
    en: `${shown} is neither a host nor a URL`,
    zh: `${shown} 既不是主机名，也不是 URL`,
  }),
  holdsPassword: { en: 'it contains a user name or password', zh: '其中含有用户名或密码' },
  hasPath: (shown: string) => ({
    en: `${shown} has a path, a query or a fragment`,
    zh: `${shown} 带有路径、查询参数或片段`,
  }),
  plainHttp: (host: string) => ({
    en: `http is allowed for loopback addresses only, and ${host} is not one`,
    zh: `http 仅可用于环回地址，而 ${host} 不是环回地址`,
  }),
  protocolNotSupported: (protocol: string) => ({
    en: `${protocol} is not supported`,
    zh: `不支持 ${protocol}`,
  }),
};
