import * as v from 'valibot';
import { UsageError } from '../base/errors.ts';
import { formatJson } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { Localized, Text } from '../base/ui-language.ts';
import { documentedElements } from './documented-answer.ts';
import { allowed, describeAllowed } from './schema/allowed.ts';
import { faultSchema } from './schema/fault-schema.ts';
import { createdTasksSchema, taskSchema } from './schema/task-schema.ts';
import { digits, fields, text, wholeNumber } from './schema/values.ts';
import { text as localize } from './texts.ts';

/** The tasks of a scenario that defines none: one that runs for some seconds, and the documented example. */
const defaultTasks = [{ id: 400185, durationMs: 0, elements: documentedElements }, { id: 200013 }];

const scenarioSchema = fields({
  /** What the scenario is for; for people. */
  description: v.optional(text, ''),
  /** The main account, which the keys belong to. Default: the one of the documented example. */
  account: v.optional(digits, '1193842352994186'),
  /** Member accounts that `RoleFor` may name; any other one is refused. */
  members: v.optional(v.array(digits, allowed('a list of account ids', '账号 ID 的列表')), [
    '113091674488',
    '113091674489',
    '113091674490',
  ]),
  /** How far the server's clock is ahead, in milliseconds; negative: behind. Default: 0. */
  clockOffsetMs: v.optional(
    wholeNumber(Number.MIN_SAFE_INTEGER, allowed('a whole number of milliseconds', '整数毫秒')),
    0,
  ),
  /** How the tasks go that CreateExportTask makes. */
  created: v.optional(createdTasksSchema, {}),
  /** The tasks that are there; of those with the same id the first counts. Default: 200013 and 400185. */
  tasks: v.optional(v.array(taskSchema, allowed('a list of tasks', '任务的列表')), defaultTasks),
  /** What goes wrong, in order; where several do the same thing to one request, the first counts. */
  faults: v.optional(v.array(faultSchema, allowed('a list of faults', '故障的列表')), []),
});

/** All that is not random about a sandbox. */
export type Scenario = v.InferOutput<typeof scenarioSchema>;

/**
 * A scenario from JSON, with defaults for what it leaves out.
 * @param origin the file, for people
 * @throws UsageError naming file, key, value and what is allowed
 */
export function parseScenario(value: unknown, origin: string): Scenario {
  const result = v.safeParse(scenarioSchema, value, { abortEarly: true });
  if (result.success) return result.output;
  const problem = describeIssue(result.issues[0]);
  throw new UsageError(
    localize((texts, say) => texts.inFile(origin, say(problem))),
    { hint: localize((texts) => texts.seeKeys) },
  );
}

function describeIssue(issue: v.BaseIssue<unknown>): Localized {
  const place = formatPath(issue.path ?? []);
  const allowed = describeAllowed(issue.message);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return localize((texts, say) => texts.noSuchKey(say(place), say(allowed)));
  }
  if (issue.received === 'undefined') {
    return localize((texts, say) => texts.missing(say(place), say(allowed)));
  }
  // What a check looks at has its defaults filled in already: it is not what somebody wrote.
  if (issue.type === 'check') {
    return localize((texts, say) => texts.wrongTogether(say(place), say(allowed)));
  }
  const shown = toPlainText(formatJson(issue.input).slice(0, 80));
  return localize((texts, say) => texts.notAllowed(say(place), shown, say(allowed)));
}

/** `tasks[0].durationMs` */
function formatPath(path: readonly { readonly key: unknown }[]): Text {
  const written = path
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${toPlainText(String(key))}`))
    .join('');
  return written === '' ? localize((texts) => texts.wholeScenario) : written.replace(/^\./, '');
}
