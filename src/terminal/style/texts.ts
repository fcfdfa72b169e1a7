import type { InOneLanguage } from '../../base/ui-language.ts';

/** The texts that all commands share. `Style` has them in the language of the reader. */
export const texts = {
  elapsed: (time: string) => ({ en: `${time} elapsed`, zh: `已用 ${time}` }),
  left: (time: string) => ({ en: `about ${time} left`, zh: `约剩 ${time}` }),
  took: (time: string) => ({ en: `in ${time}`, zh: `用时 ${time}` }),
  bytesOf: (received: string, total: string) => ({
    en: `${received} of ${total}`,
    zh: `${received} / ${total}`,
  }),
  bytesPerSecond: (size: string) => `${size}/s`,
  perCent: (progress: number) => `${progress} %`,
  polls: (count: number) => ({
    en: count === 1 ? '1 poll' : `${count} polls`,
    zh: `查询 ${count} 次`,
  }),
  tasks: (count: number) => ({
    en: count === 1 ? '1 task' : `${count} tasks`,
    zh: `${count} 个任务`,
  }),
  accounts: (count: number) => ({
    en: count === 1 ? '1 account' : `${count} accounts`,
    zh: `${count} 个账号`,
  }),
  summary: (what: string, counts: readonly string[]) => ({
    en: `${what}: ${counts.join(', ')}`,
    zh: `${what}：${counts.join('，')}`,
  }),
  countOf: (count: number, what: string) => ({ en: `${count} ${what}`, zh: `${count} 个${what}` }),
  withoutProduct: (code: string) => ({
    en: `without the product (${code})`,
    zh: `未开通产品（${code}）`,
  }),
  withoutPermission: (code: string) => ({
    en: `without permission (${code})`,
    zh: `没有权限（${code}）`,
  }),
  more: (count: number) => ({ en: `and ${count} more`, zh: `另有 ${count} 个` }),
  running: (count: number) => ({ en: `${count} running`, zh: `${count} 个进行中` }),
  succeeded: (count: number) => ({ en: `${count} succeeded`, zh: `${count} 个成功` }),
  notSucceeded: (count: number) => ({ en: `${count} failed`, zh: `${count} 个失败` }),
  connecting: { en: 'connecting', zh: '正在连接' },
  creating: { en: 'creating', zh: '正在创建' },
  created: { en: 'created', zh: '已创建' },
  noValue: { en: '--query matches nothing: null', zh: '--query 的结果为 null：没有匹配的值' },
  downloading: { en: 'downloading', zh: '正在下载' },
  verifying: { en: 'verifying', zh: '正在校验' },
  verified: (how: string) => ({ en: `verified (${how})`, zh: `已校验（${how}）` }),
  rows: (count: number) => ({
    en: count === 1 ? '1 row' : `${count} rows`,
    zh: `${count} 行`,
  }),
  alreadyThere: { en: 'already exists', zh: '文件已存在' },
  matchesReceipt: {
    en: 'matches its receipt (size, CRC-64, SHA-256)',
    zh: '与回执相符（大小、CRC-64、SHA-256）',
  },
  standardOutput: { en: 'standard output', zh: '标准输出' },
  done: { en: 'succeeded', zh: '成功' },
  failed: { en: 'failed', zh: '失败' },
  stillRunning: { en: 'still running', zh: '仍在进行' },
  timedOut: { en: 'timed out', zh: '已超时' },
  stalled: { en: 'stalled', zh: '已停滞' },
  interrupted: { en: 'interrupted', zh: '已中断' },
  error: { en: 'error', zh: '错误' },
  noStatus: { en: 'no status', zh: '无状态' },
  code: { en: 'code', zh: '错误码' },
  requestId: { en: 'request id', zh: '请求 ID' },
  goOn: { en: 'To go on from here:', zh: '如需继续，请运行：' },
  retry: (wait: string, failures: number, maxFailures: number) => ({
    en: `trying again in ${wait} (failure ${failures} of ${maxFailures})`,
    zh: `将在 ${wait}后重试（连续第 ${failures} 次失败，最多 ${maxFailures} 次）`,
  }),
  seconds: (seconds: string) => ({ en: `${seconds} s`, zh: `${seconds} 秒` }),
  unknownStatus: (status: string) => ({
    en: `undocumented status "${status}": still waiting`,
    zh: `状态“${status}”未见于文档；将继续等待`,
  }),
  clockCorrected: (offset: string) => ({
    en: `this machine's clock is off by ${offset}; requests now use the service's time`,
    zh: `本机时钟偏差 ${offset}；此后的请求改用服务端时间`,
  }),
  fileReadableByOthers: (path: string, mode: string) => ({
    en: `${path} holds credentials and is readable by others (mode ${mode}): run chmod 600 ${path}`,
    zh: `${path} 含有凭证，且其他用户可读（权限 ${mode}）：请运行 chmod 600 ${path}`,
  }),
  blanksRemoved: (field: string, place: string) => ({
    en: `ignored white space around ${field} of ${place}`,
    zh: `已忽略${place}的 ${field} 首尾的空白`,
  }),
  renewalFailed: (source: string, why: string, until: string) => ({
    en: `the session of ${source} could not be renewed (${why}); it is valid until ${until}`,
    zh: `无法更新${source}的会话（${why}）；现有会话可用至 ${until}`,
  }),
  linkRenewed: {
    en: 'got a fresh download link; the download continues',
    zh: '已获取新的下载链接，继续下载',
  },
  restarted: (reason: string) => ({
    en: `the download starts over: ${reason}`,
    zh: `重新开始下载：${reason}`,
  }),
  labels: {
    id: { en: 'id', zh: '任务 ID' },
    answeredId: { en: 'response id', zh: '返回的 ID' },
    account: { en: 'account', zh: '账号' },
    status: { en: 'status', zh: '状态' },
    progress: { en: 'progress', zh: '进度' },
    type: { en: 'type', zh: '类型' },
    file: { en: 'file', zh: '文件' },
    created: { en: 'created', zh: '创建时间' },
    link: { en: 'link', zh: '下载链接' },
    expires: { en: 'expires', zh: '到期时间' },
    requestId: { en: 'request id', zh: '请求 ID' },
    region: { en: 'region', zh: '地域' },
    outcome: { en: 'outcome', zh: '结果' },
    used: { en: 'last used', zh: '上次使用' },
  },
};

export type Texts = InOneLanguage<typeof texts>;
