import * as v from 'valibot';
import { UsageError } from '../base/errors.ts';
import { formatJson } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { Localized } from '../base/ui-language.ts';
import { faultSchema } from './schema/fault-schema.ts';
import { createdTasksSchema, taskSchema, type TaskShape } from './schema/task-schema.ts';
import type { Scenario } from './scenario-types.ts';
import { allowed, describeAllowed, digits, fields, text, wholeNumber } from './schema/values.ts';

/**
 * The documented response of GetExportTask, letter for letter: `success` at 66 %, and another `Id` than
 * the 200013 that was requested. The sandbox adds a download link; the documented one is masked.
 * https://api.aliyun.com/document/cloud-siem/2024-12-12/GetExportTask
 */
export const documentedElements = {
  RequestId: '9AAA9ED9-78F4-5021-86DC-D51C7511****',
  FileName: 'event_1193842352994186_17344888****.xlsx',
  Id: 400185,
  ExportType: 'incident_list',
  ExportStatus: 'success',
  Progress: 66,
  GmtCreate: '1605076118000',
};

const defaultTasks = [{ id: 400185, durationMs: 0, elements: documentedElements }, { id: 200013 }];

/* The keys are described in scenario-types.ts. */
const scenarioSchema = fields({
  description: v.optional(text, ''),
  account: v.optional(digits, '1193842352994186'),
  members: v.optional(v.array(digits, allowed('a list of account ids', '账号 ID 列表')), [
    '113091674488',
    '113091674489',
    '113091674490',
  ]),
  clockOffsetMs: v.optional(
    wholeNumber(Number.MIN_SAFE_INTEGER, allowed('a whole number of milliseconds', '整数毫秒')),
    0,
  ),
  created: v.exactOptional(createdTasksSchema),
  tasks: v.optional(v.array(taskSchema, allowed('a list of tasks', '任务列表')), defaultTasks),
  faults: v.optional(v.array(faultSchema, allowed('a list of faults', '故障列表')), []),
});

/** A scenario with all defaults filled in. */
export interface LoadedScenario extends Omit<v.InferOutput<typeof scenarioSchema>, 'created'> {
  readonly created: TaskShape & { readonly firstId: string };
}

/**
 * A scenario from JSON, with defaults for what it leaves out.
 * @param origin the file, for people
 * @throws UsageError naming file, key, value and what is allowed
 */
export function parseScenario(value: unknown, origin: string): LoadedScenario {
  const result = v.safeParse(scenarioSchema, value, { abortEarly: true });
  if (result.success) return { ...result.output, created: shapeCreated(value, result.output) };
  const problem = describeIssue(result.issues[0]);
  throw new UsageError(
    { en: `${origin}: ${problem.en}`, zh: `${origin}：${problem.zh}` },
    {
      hint: {
        en: 'docs/sandbox.md describes every key of a scenario.',
        zh: 'docs/sandbox.md 说明了场景中的每一个键。',
      },
    },
  );
}

/** Created tasks follow the last task, unless the scenario says more of them than where ids begin. */
function shapeCreated(
  given: unknown,
  { created, tasks }: v.InferOutput<typeof scenarioSchema>,
): LoadedScenario['created'] {
  const defaults = created ?? v.parse(createdTasksSchema, {});
  const keys = Object.keys((given as Scenario).created ?? {});
  const last = tasks.at(-1);
  if (last === undefined || keys.some((key) => key !== 'firstId')) return defaults;
  return { ...last, firstId: defaults.firstId };
}

function describeIssue(issue: v.BaseIssue<unknown>): Localized {
  const place = formatPath(issue.path ?? []);
  const options = describeAllowed(issue.message);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return {
      en: `${place.en}: there is no such key; allowed is ${options.en}`,
      zh: `${place.zh}：没有这个键；允许的是：${options.zh}`,
    };
  }
  if (issue.received === 'undefined') {
    return {
      en: `${place.en} is missing; allowed is ${options.en}`,
      zh: `缺少 ${place.zh}；允许的是：${options.zh}`,
    };
  }
  // A check sees filled-in defaults, which nobody wrote.
  if (issue.type === 'check') {
    return {
      en: `${place.en}: allowed is ${options.en}`,
      zh: `${place.zh}：允许的是：${options.zh}`,
    };
  }
  const shown = toPlainText(formatJson(issue.input).slice(0, 80));
  return {
    en: `${place.en}: ${shown} is not allowed; allowed is ${options.en}`,
    zh: `${place.zh}：不允许 ${shown}；允许的是：${options.zh}`,
  };
}

/** `tasks[0].durationMs` */
function formatPath(path: readonly { readonly key: unknown }[]): Localized {
  const written = path
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${toPlainText(String(key))}`))
    .join('')
    .replace(/^\./, '');
  return written === '' ? { en: 'the scenario', zh: '整个场景' } : { en: written, zh: written };
}
