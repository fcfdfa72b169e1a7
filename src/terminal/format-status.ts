import type { ChalkInstance } from 'chalk';
import { toPlainText } from '../base/plain-text.ts';
import { redactLink } from '../base/redaction.ts';
import type { Outcome, TaskResult } from '../operations/task-result.ts';

export interface FormatStatusOptions {
  readonly colors: ChalkInstance;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The Link's query too, which is a bearer secret. */
  readonly showLink: boolean;
}

/** How a task stands, as a small table of names and values. */
export function formatStatus(result: TaskResult, options: FormatStatusOptions): string {
  const { task, exportId, outcome } = result;
  if (task === undefined) return '';
  const { colors, now, showLink } = options;
  const { status, progress, answer, fileName, createdAt, link, requestId } = task;
  const type = answer['ExportType'];
  const rows: [string, string | undefined][] = [
    ['Export', exportId],
    ['Status', paint(colors, outcome)(status ?? 'none')],
    ['Progress', progress === undefined ? undefined : `${progress} %`],
    ['Type', typeof type === 'string' ? type : undefined],
    ['File', fileName],
    ['Created', createdAt === undefined ? undefined : formatCreated(createdAt, now)],
    ['Link', link === undefined ? undefined : showLink ? link : redactLink(link)],
    ['Request', requestId],
  ];
  return rows
    .filter((row): row is [string, string] => row[1] !== undefined)
    .map(([name, value]) => `${colors.dim(name.padEnd(9))} ${plain(name, value)}`)
    .join('\n');
}

/** The status is painted already; everything else comes from outside as it is. */
function plain(name: string, value: string): string {
  return name === 'Status' ? value : toPlainText(value);
}

function paint(colors: ChalkInstance, outcome: Outcome): (text: string) => string {
  const color = outcome === 'succeeded' ? 'green' : outcome === 'failed' ? 'red' : 'yellow';
  return (text) => colors[color](toPlainText(text));
}

function formatCreated(createdAt: number, now: number): string {
  const local = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(createdAt);
  return `${local} (${formatAge(now - createdAt)})`;
}

const units = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** `3 minutes ago`; `in 2 hours` where the clocks differ. */
export function formatAge(ageMs: number): string {
  const [unit, ms] = units.find(([, unitMs]) => Math.abs(ageMs) >= unitMs) ?? units[5];
  return new Intl.RelativeTimeFormat('en', { numeric: 'always' }).format(
    -Math.trunc(ageMs / ms),
    unit,
  );
}
