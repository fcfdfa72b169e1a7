import * as v from 'valibot';
import { UsageError } from '../base/errors.ts';
import { formatJson } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import { documentedElements } from './documented-answer.ts';
import { faultSchema } from './schema/fault-schema.ts';
import { createdTasksSchema, taskSchema } from './schema/task-schema.ts';
import { digits, fields, text, wholeNumber } from './schema/values.ts';

/** The tasks of a scenario that defines none: one that runs for some seconds, and the documented example. */
const defaultTasks = [{ id: 400185, durationMs: 0, elements: documentedElements }, { id: 200013 }];

const scenarioSchema = fields({
  /** What the scenario is for; for people. */
  description: v.optional(text, ''),
  /** The main account, which the keys belong to. Default: the one of the documented example. */
  account: v.optional(digits, '1193842352994186'),
  /** Member accounts that `RoleFor` may name; any other one is refused. */
  members: v.optional(v.array(digits, 'a list of account ids'), [
    '113091674488',
    '113091674489',
    '113091674490',
  ]),
  /** How far the server's clock is ahead, in milliseconds; negative: behind. Default: 0. */
  clockOffsetMs: v.optional(
    wholeNumber(Number.MIN_SAFE_INTEGER, 'a whole number of milliseconds'),
    0,
  ),
  /** How the tasks go that CreateExportTask makes. */
  created: v.optional(createdTasksSchema, {}),
  /** The tasks that are there; of those with the same id the first counts. Default: 200013 and 400185. */
  tasks: v.optional(v.array(taskSchema, 'a list of tasks'), defaultTasks),
  /** What goes wrong, in order; where several do the same thing to one request, the first counts. */
  faults: v.optional(v.array(faultSchema, 'a list of faults'), []),
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
  throw new UsageError(`${origin}: ${describeIssue(result.issues[0])}`, {
    hint: 'docs/sandbox.md describes every key of a scenario.',
  });
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const place = formatPath(issue.path ?? []);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return `${place}: there is no such key; allowed is ${issue.message}`;
  }
  if (issue.received === 'undefined') return `${place} is missing; allowed is ${issue.message}`;
  // What a check looks at has its defaults filled in already: it is not what somebody wrote.
  if (issue.type === 'check') return `${place}: allowed is ${issue.message}`;
  const shown = toPlainText(formatJson(issue.input).slice(0, 80));
  return `${place}: ${shown} is not allowed; allowed is ${issue.message}`;
}

/** `tasks[0].durationMs` */
function formatPath(path: readonly { readonly key: unknown }[]): string {
  const written = path
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${toPlainText(String(key))}`))
    .join('');
  return written === '' ? 'the scenario' : written.replace(/^\./, '');
}
