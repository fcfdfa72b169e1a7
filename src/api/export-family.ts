import type { TaskState } from './export-task.ts';

/** The calls, parameters, statuses and hosts of one kind of export. */
export interface ExportFamily {
  readonly version: string;
  readonly actions: { readonly get: string; readonly create: string };
  /** The RAM permission that each of them requires. */
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
  /** Statuses in lower case. Any other status is `unknown`; an absent one is `running`. */
  readonly states: Readonly<Record<Exclude<TaskState, 'unknown'>, readonly string[]>>;
  /** For files without a name from the service. */
  readonly fileExtension: string;
  /** Hosts by data region; the first region is the default. */
  readonly endpoints: Readonly<Record<string, { readonly public: string; readonly vpc: string }>>;
}

export type CallKind = keyof ExportFamily['actions'];

/**
 * Incidents of Cloud SIEM. Source: the product's API reference, version 2024-12-12; the statuses
 * other than `success` and `exporting` come from similar calls and the vendor's own script.
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
    // The endpoint in cn-shanghai serves the data region cn-hangzhou, which has no endpoint.
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

/** What a status means for a wait; case does not matter. */
export function stateOf(status: string | undefined, { states }: ExportFamily): TaskState {
  const word = status?.trim().toLowerCase() ?? '';
  if (word === '') return 'running';
  for (const state of ['succeeded', 'failed', 'running'] as const) {
    if (states[state].includes(word)) return state;
  }
  return 'unknown';
}
