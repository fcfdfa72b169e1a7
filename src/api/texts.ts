import { createLocalizer } from '../base/ui-language.ts';

const en = {
  withCode: (message: string, code: string) => `${message} (${code})`,
  because: (what: string, why: string) => `${what}; ${why}`,
  sentences: (first: string, second: string) => `${first} ${second}`,
  keysComeFrom: (source: string) => `The keys come from ${source}.`,
  answeredWith: (status: number, body: string) =>
    `the service answered HTTP ${status} with ${body}`,
  bodyTooLong: 'a body that is too long',
  bodyEmpty: 'an empty body',
  bodyWithoutCode: 'an object without a code',
  bodyEncoded: (encoding: string) => `a body in ${encoding}, which nobody asked for`,
  bodyIsPage: (type: string) => `a page instead of JSON (${type || 'no content type'})`,
  bodyNotObject: 'something that is not a JSON object',
  noTask: 'the service answered without a task',
  otherRegion: (flags: readonly string[]) =>
    `Check the id. The task may live in the other region: try ${flags.join(' or ')}.`,
  noId: 'the service answered without an id: the task may exist already',
  createInterrupted: (by: string | undefined) =>
    `stopped${by === undefined ? '' : ` by ${by}`} after the request was sent, and before an answer came: the task may exist already`,
  createOutOfTime:
    'the time was over after the request was sent, and before an answer came: the task may exist already',
  clockAhead: (time: string) => `this machine's clock is ${time} ahead of the service's`,
  clockBehind: (time: string) => `this machine's clock is ${time} behind the service's`,
  permissionMissing: (action: string) => `the RAM permission ${action} is missing`,
  permissionMissingFor: (action: string, type: string | undefined, name: string) =>
    `the RAM permission ${action} is missing for ${type ?? 'principal'} ${name}`,
  policyGrants: (statement: string) => `This policy statement grants it: ${statement}.`,
  regionNotAllowed: (region: string, allowed: readonly string[]) =>
    `--region: "${region}" is not allowed; allowed are ${allowed.join(' and ')}`,
  regionHint: 'The data of cn-hangzhou is served from cn-shanghai; name the data region.',
  endpointRefused: (place: string, why: string) =>
    `${place}: ${why}; allowed is a host such as cloud-siem.cn-shanghai.aliyuncs.com, or an https URL without path`,
  notAUrl: (shown: string) => `${shown} is neither a host nor a URL`,
  holdsPassword: 'it holds a user name or password',
  hasPath: (shown: string) => `${shown} has a path, a query or a fragment`,
  plainHttp: (host: string) => `plain http is for loopback addresses only, and ${host} is none`,
  protocolNotSpoken: (protocol: string) => `${protocol} is not spoken there`,
};

const zh: typeof en = {
  withCode: (message, code) => `${message}（${code}）`,
  because: (what, why) => `${what}；${why}`,
  sentences: (first, second) => `${first}${second}`,
  keysComeFrom: (source) => `密钥来自${source}。`,
  answeredWith: (status, body) => `服务端以 HTTP ${status} 应答，内容是${body}`,
  bodyTooLong: '过长的正文',
  bodyEmpty: '空的正文',
  bodyWithoutCode: '没有错误码的对象',
  bodyEncoded: (encoding) => `未经请求而以 ${encoding} 压缩的正文`,
  bodyIsPage: (type) => `网页而不是 JSON（${type || '无内容类型'}）`,
  bodyNotObject: '并非 JSON 对象的数据',
  noTask: '服务端的应答中没有任务',
  otherRegion: (flags) => `检查任务 ID。任务可能在另一个地域：请尝试 ${flags.join(' 或 ')}。`,
  noId: '服务端的应答中没有任务 ID：任务可能已经创建',
  createInterrupted: (by) =>
    `请求已发出，尚未收到应答即${by === undefined ? '' : `被 ${by} `}中断：任务可能已经创建`,
  createOutOfTime: '请求已发出，尚未收到应答时限已到：任务可能已经创建',
  clockAhead: (time) => `本机时钟比服务端快 ${time}`,
  clockBehind: (time) => `本机时钟比服务端慢 ${time}`,
  permissionMissing: (action) => `缺少 RAM 权限 ${action}`,
  permissionMissingFor: (action, type, name) => `${type ?? '身份'} ${name} 缺少 RAM 权限 ${action}`,
  policyGrants: (statement) => `以下策略语句可授予该权限：${statement}。`,
  regionNotAllowed: (region, allowed) =>
    `--region：不能是 "${region}"；可以是 ${allowed.join(' 或 ')}`,
  regionHint: 'cn-hangzhou 的数据由 cn-shanghai 的接入点提供；请填写数据所在的地域。',
  endpointRefused: (place, why) =>
    `${place}：${why}；可以是 cloud-siem.cn-shanghai.aliyuncs.com 这样的主机名，或不带路径的 https URL`,
  notAUrl: (shown) => `${shown} 既不是主机名，也不是 URL`,
  holdsPassword: '其中含有用户名或密码',
  hasPath: (shown) => `${shown} 带有路径、查询参数或片段`,
  plainHttp: (host) => `http 仅可用于环回地址，而 ${host} 不是环回地址`,
  protocolNotSpoken: (protocol) => `不支持 ${protocol}`,
};

export const text = createLocalizer({ en, zh });
