import { isDigits } from '../../base/digits.ts';
import { digitsToNumber } from '../../base/digits.ts';
import { Refusal } from '../http/refusal.ts';
import type { LoadedScenario } from '../scenario.ts';
import type { DataRegion } from '../schema/task-schema.ts';
import type { Task, TaskBook, TaskScope } from '../tasks/task-book.ts';
import { createApiRefusal } from './api-errors.ts';
import { validateFilter } from './export-filter.ts';
import { invalidParameter, type FormParameters } from './form-parameters.ts';

/** What the actions work on. */
interface ActionContext {
  readonly scenario: LoadedScenario;
  readonly book: TaskBook;
  /** A fresh Link to a file. */
  readonly linkTo: (task: Task) => string;
  /** Epoch milliseconds on the server's clock. */
  readonly now: number;
  readonly requestId: string;
}

export interface Action {
  /** The names of its parameters. */
  readonly parameters: readonly string[];
  /** @throws Refusal */
  run(parameters: FormParameters, context: ActionContext): object;
}

export type ActionName = 'GetExportTask' | 'CreateExportTask';

const accountParameters = ['Lang', 'RegionId', 'RoleFor'];

export const actions: Readonly<Record<ActionName, Action>> = {
  GetExportTask: { parameters: [...accountParameters, 'ExportId'], run: getExportTask },
  CreateExportTask: {
    parameters: [...accountParameters, 'ExportTaskType', 'ExportTaskParameter'],
    run: createExportTask,
  },
};

/** The elements stand in the order of the documented example. */
function getExportTask(parameters: FormParameters, context: ActionContext): object {
  const { requestId, now } = context;
  const scope = parseScope(parameters, context.scenario);
  const exportId = parameters.get('ExportId');
  if (exportId !== undefined && !isDigits(exportId)) {
    throw invalidParameter('ExportId', 'it is not a positive 64-bit integer');
  }
  const task = context.book.find(scope, exportId, now);
  if (task === undefined) throw createNotFound(exportId, scope);
  const moment = task.observe(now);
  const elements = {
    RequestId: requestId,
    FileName: task.fileName,
    Id: digitsToNumber(task.exportId),
    ExportType: 'incident_list',
    ExportStatus: moment.status,
    Progress: moment.progress,
    GmtCreate: String(task.startedAt),
    ...(moment.hasLink ? { Link: context.linkTo(task) } : {}),
  };
  return replaceElements(elements, task.shape.elements);
}

function createExportTask(parameters: FormParameters, context: ActionContext): object {
  const scope = parseScope(parameters, context.scenario);
  const type = parameters.get('ExportTaskType');
  if (type === undefined) {
    throw new Refusal(400, 'MissingParameter', 'The parameter ExportTaskType is not supplied.');
  }
  if (type !== 'incident_list') throw invalidParameter('ExportTaskType', 'it is not incident_list');
  const filter = parameters.get('ExportTaskParameter');
  if (filter !== undefined) validateFilter(filter);
  const task = context.book.create(scope, context.now);
  return {
    RequestId: context.requestId,
    FileName: task.fileName,
    Id: digitsToNumber(task.exportId),
  };
}

/** `given` in the place of the elements of the same name; null leaves one out. */
export function replaceElements(elements: object, given: object): object {
  const merged = Object.entries({ ...elements, ...given });
  return Object.fromEntries(merged.filter(([, value]) => value !== null));
}

function parseScope(parameters: FormParameters, { account, members }: LoadedScenario): TaskScope {
  const lang = parameters.get('Lang') ?? 'zh';
  if (lang !== 'zh' && lang !== 'en') throw invalidParameter('Lang', 'it is not zh or en');
  const roleFor = parameters.get('RoleFor');
  if (roleFor !== undefined && !isDigits(roleFor)) {
    throw invalidParameter('RoleFor', 'it is not an account id');
  }
  const scope = {
    account: roleFor ?? account,
    region: parseRegion(parameters.get('RegionId') ?? 'cn-hangzhou'),
  };
  if (scope.account !== account && !members.includes(scope.account)) {
    throw createApiRefusal(
      { code: 'Forbidden.UserDenied.RdAccount' },
      { action: '', account: scope.account },
    );
  }
  return scope;
}

function parseRegion(text: string): DataRegion {
  if (text === 'cn-hangzhou' || text === 'ap-southeast-1') return text;
  throw invalidParameter('RegionId', 'it is not cn-hangzhou or ap-southeast-1');
}

/** No document says what the service answers here; the message names the parameter in any case. */
function createNotFound(exportId: string | undefined, { region }: TaskScope): Refusal {
  return new Refusal(
    404,
    'InvalidExportId.NotFound',
    exportId === undefined
      ? `There is no export task in ${region}; ExportId is not supplied.`
      : `The specified ExportId ${exportId} does not exist in ${region}.`,
  );
}
