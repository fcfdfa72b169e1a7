import type { TaskState } from './export-task.ts';

/** What distinguishes one kind of export from another of the same family. */
export interface ExportFamily {
  readonly version: string;
  readonly actions: { readonly get: string; readonly create: string };
  /** What a RAM policy must allow for each of them. */
  readonly ramActions: { readonly get: string; readonly create: string };
  readonly parameters: {
    readonly exportId: string;
    readonly region: string;
    readonly language: string;
    readonly account: string;
    readonly exportType: string;
    readonly exportParameter: string;
  };
  /** The first is the default. */
  readonly exportTypes: readonly string[];
  /** Statuses in lower case. Any other is `unknown`; an absent one is `running`. */
  readonly states: Readonly<Record<Exclude<TaskState, 'unknown'>, readonly string[]>>;
  /** What a file is called where the service gives no name. */
  readonly fileExtension: string;
  /** Hosts by data region; the first region is the default. */
  readonly endpoints: Readonly<Record<string, { readonly public: string; readonly vpc: string }>>;
}

/** The calls of a family. */
export type CallKind = keyof ExportFamily['actions'];

/**
 * Incidents of Cloud SIEM. Source: the product's API reference, version 2024-12-12; the statuses
 * beside `success` and `exporting` are those of sister calls and of the vendor's own script.
 */
export const incidentExport: ExportFamily = {
  version: '2024-12-12',
  actions: { get: 'GetExportTask', create: 'CreateExportTask' },
  ramActions: { get: 'yundun-sas:GetExportTask', create: 'yundun-sas:CreateExportTask' },
  parameters: {
    exportId: 'ExportId',
    region: 'RegionId',
    language: 'Lang',
    account: 'RoleFor',
    exportType: 'ExportTaskType',
    exportParameter: 'ExportTaskParameter',
  },
  exportTypes: ['incident_list'],
  states: {
    succeeded: ['success'],
    failed: ['failed', 'fail', 'failure', 'error'],
    running: ['exporting', 'init', 'pending', 'running', 'processing', 'waiting'],
  },
  fileExtension: '.xlsx',
  endpoints: {
    // The data region cn-hangzhou is served from cn-shanghai: there is no endpoint in cn-hangzhou.
    'cn-hangzhou': {
      public: 'cloud-siem.cn-shanghai.aliyuncs.com',
      vpc: 'cloud-siem-vpc.cn-shanghai.aliyuncs.com',
    },
    'ap-southeast-1': {
      public: 'cloud-siem.ap-southeast-1.aliyuncs.com',
      vpc: 'cloud-siem-vpc.ap-southeast-1.aliyuncs.com',
    },
  },
};

/** What a status says to somebody who waits; case does not matter. */
export function stateOf(status: string | undefined, { states }: ExportFamily): TaskState {
  const word = status?.trim().toLowerCase() ?? '';
  if (word === '') return 'running';
  for (const state of ['succeeded', 'failed', 'running'] as const) {
    if (states[state].includes(word)) return state;
  }
  return 'unknown';
}
