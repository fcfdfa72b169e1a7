import type { ExportTaskResponse } from '../../api/export-task.ts';
import { numberText, type JsonValue } from '../../base/json.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { redactLink } from '../../base/redaction.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import { linkToPage } from '../style/hyperlink.ts';
import type { Style } from '../style/style.ts';
import type { Texts } from '../style/texts.ts';
import { formatMoment } from './moments.ts';
import { statePaint } from './state-paint.ts';

export interface StatusBlockOptions {
  readonly style: Style;
  /** Epoch milliseconds. */
  readonly now: number;
  /** With the Link's query, which is a bearer secret. */
  readonly showLink: boolean;
}

type Row = readonly [label: keyof Texts['labels'], value: string | undefined];

/** What the service says of a task, a line for each fact; empty where it said nothing. */
export function formatStatusBlock(result: TaskResult, options: StatusBlockOptions): string {
  const { style } = options;
  const { labels } = style.texts;
  const rows = listRows(result, options).filter((row): row is readonly [Row[0], string] =>
    Boolean(row[1]),
  );
  const width = Math.max(...rows.map(([label]) => style.measure(labels[label])));
  const lines = rows.map(([label, value]) => {
    const gap = ' '.repeat(width - style.measure(labels[label]) + 2);
    const name = style.paint.faint(labels[label]);
    // A value that does not fit beside its name stands whole below it, fit to be copied.
    return width + 2 + style.measure(value) <= style.columns()
      ? `${name}${gap}${value}`
      : `${name}\n  ${value}`;
  });
  return lines.join('\n');
}

function listRows(
  result: TaskResult,
  { style, now, showLink }: StatusBlockOptions,
): readonly Row[] {
  const { task } = result;
  if (task === undefined) return [];
  const { language, texts, paint } = style;
  const moment = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : formatMoment(at, { language, now });
  return [
    ['id', result.exportId ?? task.exportId],
    ['answeredId', task.exportId === result.exportId ? undefined : task.exportId],
    ['account', result.roleFor],
    ['status', statePaint(task.state, paint)(toPlainText(task.status ?? texts.noStatus))],
    ['progress', task.progress === undefined ? undefined : texts.perCent(task.progress)],
    ['type', plainElement(task, 'ExportType')],
    ['file', task.fileName === undefined ? undefined : toPlainText(task.fileName)],
    ['created', moment(task.createdAt)],
    ['link', task.link === undefined ? undefined : formatLink(task.link, { style, showLink })],
    ['expires', moment(result.linkExpiresAt)],
    ['requestId', task.requestId === undefined ? undefined : toPlainText(task.requestId)],
  ];
}

/** Its query is a bearer secret: without `--show-link` there is nothing to open, either. */
function formatLink(
  link: string,
  { style, showLink }: Pick<StatusBlockOptions, 'style' | 'showLink'>,
): string {
  return showLink ? linkToPage(toPlainText(link), link, style) : redactLink(toPlainText(link));
}

function plainElement(task: ExportTaskResponse, name: string): string | undefined {
  const value: JsonValue | undefined = task.elements[name];
  const text = typeof value === 'string' ? value : numberText(value);
  return text === undefined ? undefined : toPlainText(text);
}
