import type { Environment } from '../../base/context.ts';
import { chooseUiLanguage, readTable } from '../../base/ui-language.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import { texts, type Texts } from '../style/texts.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { isCreated } from './final-line.ts';
import { outcomeText } from './outcome-text.ts';

/** How many accounts there were, and how it went: the same outcomes together, the good one first. */
export function formatFleetSummary(results: readonly TaskResult[], env: Environment): string {
  const own = readTable(texts, chooseUiLanguage(env));
  const counts = new Map<string, number>();
  for (const result of results) {
    const what = describeResult(result, own);
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const first = outcomeText('succeeded', own);
  const parts = [...counts]
    .sort(([a, m], [b, n]) => Number(b === first) - Number(a === first) || n - m)
    .map(([what, count]) => own.countOf(count, what));
  const accounts = new Set(results.map(({ roleFor }) => roleFor)).size;
  const size = own.accounts(accounts);
  const head = results.length === accounts ? size : `${size}, ${own.tasks(results.length)}`;
  return own.summary(head, parts);
}

/** The code tells errors apart: an account without the product is another matter than one without keys. */
function describeResult(result: TaskResult, own: Texts): string {
  const { outcome, error } = result;
  if (isCreated(result)) return own.created;
  if (outcome !== 'error' || error === undefined) return outcomeText(outcome, own);
  const code = toPlainText(error.code);
  if (code === 'OrderExpired') return own.withoutProduct(code);
  return /^(?:NoPermission|Forbidden)\b|^AssumeRoleError$/.test(code)
    ? own.withoutPermission(code)
    : code;
}
