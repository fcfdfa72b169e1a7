import type { ExitCode } from '../base/exit-codes.ts';
import type { Localized } from '../base/ui-language.ts';
import type { Scenario } from './scenario-types.ts';

/** A scenario that the sandbox knows by name. */
export interface BuiltInScenario {
  readonly summary: Localized;
  /** How `create --wait`, `wait 200013` and then `download 200013` end with the default options. */
  readonly exits: Readonly<Record<'create' | 'wait' | 'download', ExitCode>>;
  readonly scenario: Scenario;
}

const throttling = {
  answer: { code: 'Throttling.User' },
  headers: { 'x-acs-retry-after': '1000' },
};

/**
 * The built-in scenarios. 200013 is the task to ask for; created tasks behave like it. Help, completion
 * and docs/sandbox.md list them. No code besides: help must start fast.
 */
export const builtInScenarios = {
  default: {
    summary: {
      en: 'each task runs for 8 seconds; 400185 is the documented example',
      zh: '任务各运行 8 秒；400185 是文档中的示例',
    },
    exits: { create: 0, wait: 0, download: 0 },
    scenario: {},
  },
  failed: {
    summary: {
      en: 'the export fails at 42 %',
      zh: '导出在 42 % 时失败',
    },
    exits: { create: 3, wait: 3, download: 3 },
    scenario: {
      tasks: [
        {
          id: 200013,
          durationMs: 5000,
          progress: [0, 4, 9, 17, 22, 28, 33, 35, 40, 42],
          finalStatus: 'failed',
          finalProgress: 42,
        },
      ],
    },
  },
  stalled: {
    summary: {
      en: 'the export reaches 62 % and never ends (10 with --stall-timeout)',
      zh: '导出到 62 % 后不再前进（使用 --stall-timeout 时为 10）',
    },
    exits: { create: 9, wait: 9, download: 8 },
    scenario: {
      tasks: [{ id: 200013, durationMs: 8000, stallAtProgress: 62 }],
    },
  },
  throttled: {
    summary: {
      en: 'every second request of each kind is throttled, with a delay to retry after',
      zh: '每两个同类请求中有一个被限流，并告知重试间隔',
    },
    exits: { create: 0, wait: 0, download: 0 },
    scenario: {
      faults: [
        { on: 'GetExportTask', every: 2, ...throttling },
        { on: 'CreateExportTask', every: 2, ...throttling },
      ],
    },
  },
  flaky: {
    summary: {
      en: '503, a reset, HTML and broken JSON from the API, then 503, a reset and a cut from the store; retries succeed',
      zh: 'API 依次返回 503、连接重置、HTML 和残缺的 JSON，存储依次返回 503、连接重置和中断；重试后成功',
    },
    exits: { create: 0, wait: 0, download: 0 },
    scenario: {
      faults: [
        { on: 'GetExportTask', after: 1, times: 1, answer: { code: 'ServiceUnavailable' } },
        { on: 'GetExportTask', after: 2, times: 1, reset: 'before' },
        {
          on: 'GetExportTask',
          after: 4,
          times: 1,
          answer: { status: 502, body: '<html><body><h1>502 Bad Gateway</h1></body></html>' },
        },
        {
          on: 'GetExportTask',
          after: 5,
          times: 1,
          answer: { body: '{"RequestId":', contentType: 'application/json' },
        },
        { on: 'store', times: 1, answer: { code: 'ServiceUnavailable' } },
        { on: 'store', after: 1, times: 1, reset: 20_000 },
        { on: 'store', after: 2, times: 1, truncateAfterBytes: 10_000 },
      ],
    },
  },
  'expired-link': {
    summary: {
      en: 'the first download link has expired, the second expires during the download',
      zh: '第一个下载链接已过期，第二个在下载途中过期',
    },
    exits: { create: 0, wait: 0, download: 0 },
    scenario: {
      faults: [
        { on: 'store', times: 1, expireLinks: true },
        { on: 'store', after: 1, times: 1, truncateAfterBytes: 20_000 },
        { on: 'store', after: 2, times: 1, expireLinks: true },
      ],
    },
  },
  corrupt: {
    summary: {
      en: 'every download arrives with one bit flipped',
      zh: '每次下载的文件都有一个比特出错',
    },
    exits: { create: 0, wait: 0, download: 11 },
    scenario: {
      faults: [{ on: 'store', corruptAtByte: 12_345 }],
    },
  },
  slow: {
    summary: {
      en: 'slow responses, tasks of 30 seconds, files of 4 MB at 400 kB/s',
      zh: '响应缓慢，任务运行 30 秒，文件 4 MB，速度 400 kB/s',
    },
    exits: { create: 0, wait: 0, download: 0 },
    scenario: {
      tasks: [{ id: 200013, durationMs: 30_000, sizeBytes: 4_000_000 }],
      faults: [
        { on: 'GetExportTask', delayMs: 1500 },
        { on: 'store', delayMs: 1000, bytesPerSecond: 400_000 },
      ],
    },
  },
  'clock-skew': {
    summary: {
      en: "the server's clock is 20 minutes ahead",
      zh: '服务端时钟快 20 分钟',
    },
    exits: { create: 0, wait: 0, download: 0 },
    scenario: {
      clockOffsetMs: 1_200_000,
    },
  },
  large: {
    summary: {
      en: 'files of 256 MiB',
      zh: '文件为 256 MiB',
    },
    exits: { create: 0, wait: 0, download: 0 },
    scenario: {
      tasks: [{ id: 200013, durationMs: 8000, sizeBytes: 268_435_456 }],
    },
  },
  'unknown-status': {
    summary: {
      en: 'the undocumented status archiving appears during the export',
      zh: '导出途中出现文档未载明的状态 archiving',
    },
    exits: { create: 0, wait: 0, download: 0 },
    scenario: {
      tasks: [
        {
          id: 200013,
          statuses: [
            { afterMs: 0, status: 'exporting' },
            { afterMs: 3000, status: 'archiving' },
          ],
        },
      ],
    },
  },
  'no-link': {
    summary: {
      en: 'the export succeeds, but there is no download link',
      zh: '导出成功，但没有下载链接',
    },
    exits: { create: 0, wait: 0, download: 7 },
    scenario: {
      tasks: [{ id: 200013, durationMs: 3000, elements: { Link: null } }],
    },
  },
  'no-permission': {
    summary: {
      en: 'the RAM user may neither create nor read export tasks',
      zh: 'RAM 用户既无权创建也无权查询导出任务',
    },
    exits: { create: 4, wait: 4, download: 4 },
    scenario: {
      faults: [
        { on: 'GetExportTask', answer: { code: 'NoPermission' } },
        { on: 'CreateExportTask', answer: { code: 'NoPermission' } },
      ],
    },
  },
  'lost-create': {
    summary: {
      en: 'the task is created, but the response is lost',
      zh: '任务已创建，但响应丢失',
    },
    exits: { create: 6, wait: 0, download: 0 },
    scenario: {
      faults: [{ on: 'CreateExportTask', times: 1, reset: 'after' }],
    },
  },
  hanging: {
    summary: {
      en: 'no response from the third GetExportTask on',
      zh: '从第三次 GetExportTask 起没有响应',
    },
    exits: { create: 9, wait: 9, download: 6 },
    scenario: {
      tasks: [{ id: 200013, durationMs: 60_000 }],
      faults: [{ on: 'GetExportTask', after: 2, hang: true }],
    },
  },
  many: {
    summary: {
      en: 'tasks 1 to 10000, each running 2 to 60 seconds',
      zh: '任务 1 到 10000，各运行 2 到 60 秒',
    },
    exits: { create: 0, wait: 0, download: 0 },
    scenario: {
      tasks: [{ from: 1, to: 10_000, durationMs: [2000, 60_000], rows: 20 }, { id: 200013 }],
    },
  },
} as const satisfies Readonly<Record<string, BuiltInScenario>>;

/**
 * The name of a built-in scenario.
 *
 * @example
 * ```ts
 * import { startSandbox, type ScenarioName } from 'siem-export/sandbox';
 *
 * const name: ScenarioName = 'throttled';
 * const sandbox = await startSandbox({ scenario: name });
 * await sandbox.close();
 * ```
 */
export type ScenarioName = keyof typeof builtInScenarios;
