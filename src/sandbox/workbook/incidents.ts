import { createSeededRandom, pick } from '../random.ts';

/** A cell: a text, a number, or a moment in epoch milliseconds. */
export type Cell = string | number | { readonly at: number };

export interface Column {
  readonly title: string;
  /** In characters of the standard font. */
  readonly width: number;
}

export const columns: readonly Column[] = [
  { title: '事件ID Incident UUID', width: 36 },
  { title: '事件名称 Incident name', width: 44 },
  { title: '威胁等级 Threat level', width: 16 },
  { title: '状态 Status', width: 16 },
  { title: '告警数 Alerts', width: 12 },
  { title: '受影响资产 Affected asset', width: 30 },
  { title: '首次发现 First seen', width: 20 },
  { title: '最近发现 Last seen', width: 20 },
  { title: 'ATT&CK', width: 28 },
  { title: '备注 Remark', width: 44 },
];

const names = [
  '主机异常登录 🔐 Unusual login to a host',
  'WebShell 文件落盘 WebShell written to disk',
  '挖矿程序外联 ⛏️ Mining pool contacted',
  '恶意脚本执行 Malicious script executed',
  '云账号 AccessKey 泄露 🗝️ AccessKey leaked',
  '横向移动：SMB 爆破 Lateral movement: SMB brute force',
  'DNS 隧道通信 Tunnel over DNS',
  '勒索行为：批量加密 🚨 Ransomware: mass encryption',
  '数据库异常导出 Unusual export from a database',
  '容器逃逸 Container escape <privileged> & "host mount"',
] as const;
const levels = ['提醒 Info', '低危 Low', '中危 Medium', '高危 High', '严重 Critical'] as const;
const states = [
  '待处理 Unhandled',
  '处理中 Handling',
  '已处理 Handled',
  '误报 False positive',
] as const;
const tactics = [
  'TA0001 Initial Access',
  'TA0002 Execution',
  'TA0003 Persistence',
  'TA0006 Credential Access',
  'TA0008 Lateral Movement',
  'TA0010 Exfiltration',
  'TA0040 Impact',
] as const;
const remarks = [
  '',
  '已隔离主机，等待取证 Host isolated, evidence pending',
  '与业务方确认：计划内操作 ✅ Confirmed with the owner: planned work',
  '  两端的空格要保留 Spaces at both ends stay  ',
  '换行\n也要保留 So do line breaks',
  '=1+1 是文本 is a text, not a formula',
] as const;

/** All times are before this moment: the file of a task is always the same. */
const lastMoment = Date.UTC(2026, 10, 24);
const thirtyDaysMs = 30 * 86_400_000;

/** Security incidents that follow from the seed, newest first. */
export function* createIncidents(seed: string, count: number): Generator<readonly Cell[]> {
  const random = createSeededRandom(seed);
  const digits = (length: number): string =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  for (let index = 0; index < count; index++) {
    const lastSeen = lastMoment - Math.floor((thirtyDaysMs * (index + random())) / count);
    const octet = (): number => Math.floor(random() * 254) + 1;
    yield [
      `${digits(8)}-${digits(4)}-4${digits(3)}-a${digits(3)}-${digits(12)}`,
      pick(random, names),
      pick(random, levels),
      pick(random, states),
      Math.floor(random() ** 3 * 500) + 1,
      `ecs-${digits(6)} (172.16.${octet()}.${octet()})`,
      { at: lastSeen - Math.floor(random() * 86_400_000) },
      { at: lastSeen },
      pick(random, tactics),
      pick(random, remarks),
    ];
  }
}
