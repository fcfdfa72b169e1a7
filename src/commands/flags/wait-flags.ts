import { parseDuration } from '../../base/durations.ts';
import { UsageError } from '../../base/errors.ts';
import { defaultedFlag, switchFlag, valueFlag, type FlagTable, type FlagValues } from './flag.ts';
import { notAllowed } from './texts.ts';

/** How to wait for one task, and for how many at once. */
export const waitFlags = {
  /** A setting: validated with its other sources. */
  timeout: valueFlag('--timeout <duration>', {
    text: {
      en: 'stop waiting after this time (default: 1h; exit 9); 0: ask once; none: no limit',
      zh: '超过此时长后停止等待（默认 1h；退出码 9）；0：只查询一次；none：不限',
    },
    values: ['10m', '1h', '6h', 'none'],
    parse: parseTimeout,
  }),
  stallTimeoutMs: defaultedFlag('--stall-timeout <duration>', {
    text: {
      en: 'stop when status and progress stay the same for this long (exit 10)',
      zh: '状态和进度在此时长内均无变化时停止（退出码 10）',
    },
    defaultText: 'none',
    parse: (written, flag) => (written === 'none' ? undefined : parsePositive(written, flag)),
  }),
  intervalMs: valueFlag('--interval <duration>', {
    text: {
      en: 'poll at this fixed interval instead of an adaptive one',
      zh: '按此固定间隔查询，不使用自适应间隔',
    },
    parse: parsePositive,
  }),
  maxIntervalMs: defaultedFlag('--max-interval <duration>', {
    text: { en: 'longest adaptive interval', zh: '自适应间隔的上限' },
    defaultText: '30s',
    parse: parsePositive,
  }),
  onUnknown: defaultedFlag('--on-unknown <wait|fail>', {
    text: {
      en: 'what to do when the service reports an undocumented status',
      zh: '服务端返回文档中没有的状态时如何处理',
    },
    defaultText: 'wait',
    values: ['wait', 'fail'],
    parse: parseOnUnknown,
  }),
  failFast: switchFlag('--fail-fast', {
    en: 'end the command as soon as one task fails',
    zh: '任一任务失败时立即结束整个命令',
  }),
  concurrency: defaultedFlag('--concurrency <n>', {
    text: {
      en: 'maximum requests in flight, for all tasks together',
      zh: '所有任务合计的最大并发请求数',
    },
    defaultText: '5',
    parse: parseCount,
  }),
  rate: defaultedFlag('--rate <n>', {
    text: {
      en: 'maximum requests per second, for all tasks together',
      zh: '所有任务合计每秒的最大请求数',
    },
    defaultText: '10',
    parse: parseCount,
  }),
} satisfies FlagTable;

export type WaitFlags = FlagValues<typeof waitFlags>;

/** As written: it is a setting, and may come from other places. */
export function parseTimeout(written: string, flag: string): string {
  if (written !== 'none') parseDuration(flag, written);
  return written;
}

function parsePositive(written: string, flag: string): number {
  const ms = parseDuration(flag, written);
  if (ms > 0) return ms;
  throw new UsageError({
    en: `${flag}: "${written}" is too short; allowed is a duration above 0, such as 5s`,
    zh: `${flag}："${written}" 太短；应为大于 0 的时长，例如 5s`,
  });
}

function parseOnUnknown(written: string, flag: string): 'wait' | 'fail' {
  if (written === 'wait' || written === 'fail') return written;
  throw new UsageError(notAllowed(flag, written, ['wait', 'fail']));
}

function parseCount(written: string, flag: string): number {
  const count = /^\d{1,6}$/.test(written) ? Number(written) : 0;
  if (count > 0) return count;
  throw new UsageError({
    en: `${flag}: "${written}" is not allowed; allowed is a whole number above 0`,
    zh: `${flag}：不允许 "${written}"；应为大于 0 的整数`,
  });
}
