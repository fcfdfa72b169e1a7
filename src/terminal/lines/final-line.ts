import { basename } from 'node:path';
import { formatByteSize } from '../../base/byte-sizes.ts';
import { formatClockDuration } from '../../base/durations.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { resolvePath, type WorkingFolder } from '../../base/working-folder.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import type { DownloadResult } from '../../transfer/download-request.ts';
import { flow } from '../style/flow.ts';
import { linkToFile } from '../style/hyperlink.ts';
import type { Style } from '../style/style.ts';
import { formatErrorLines } from './error-lines.ts';
import { outcomeText } from './outcome-text.ts';

export interface FinalLineOptions {
  readonly style: Style;
  /** The folder that a path that is not absolute starts from. */
  readonly place: WorkingFolder;
  /** With stacks: `DEBUG=siem-export`. */
  readonly debug: boolean;
}

/**
 * How the work on a task ended, for people: a line with a mark, or the text of its error. On a
 * terminal it takes more lines rather than break a part.
 */
export function formatFinalLine(result: TaskResult, options: FinalLineOptions): string {
  const { style, debug } = options;
  const subject = style.nameTask(result) ?? '';
  if (result.error !== undefined && isWorthTelling(result)) {
    return formatErrorLines(result.error, {
      style,
      subject: subject || undefined,
      facts: describeWork(result, style),
      debug,
    });
  }
  const parts = [
    `${formatMark(result, style)} ${subject}`.trimEnd(),
    ...describeEnd(result, options),
  ];
  return flow(parts, { columns: style.columns(), measure: style.measure });
}

/** That a signal stopped the work says its outcome; an error with advice says more. */
export function isWorthTelling({ outcome, error }: TaskResult): boolean {
  return error !== undefined && (outcome !== 'interrupted' || error.hint !== undefined);
}

function formatMark({ outcome }: TaskResult, { paint }: Style): string {
  if (outcome === 'succeeded') return paint.good('✔');
  if (outcome === 'running') return paint.active('•');
  if (outcome === 'interrupted') return paint.warning('!');
  return paint.bad('✖');
}

function describeEnd(result: TaskResult, options: FinalLineOptions): readonly string[] {
  const { style } = options;
  const { texts } = style;
  const took = texts.took(formatClockDuration(result.elapsedMs));
  if (result.download !== undefined)
    return [...describeFile(result.download, options), ...describeRows(result, style), took];
  const { fileName } = result.task ?? {};
  const isNamed = result.outcome === 'succeeded' || isCreated(result);
  const file = isNamed && fileName ? [toPlainText(fileName)] : [];
  const progress = isNamed ? [] : describeProgress(result, style);
  return [describeOutcome(result, style), ...file, ...progress, took];
}

function describeFile(
  download: DownloadResult,
  { style, place }: FinalLineOptions,
): readonly string[] {
  const { texts } = style;
  const { path } = download;
  const name =
    path === null
      ? texts.standardOutput
      : linkToFile(toPlainText(basename(path)), resolvePath(path, place), style);
  return [
    name,
    formatByteSize(download.bytes),
    ...(download.skipped ? [texts.alreadyThere] : []),
    texts.verified(download.verified),
  ];
}

/** The file of rows, or where they went. */
function describeRows({ rows }: TaskResult, { texts }: Style): readonly string[] {
  if (rows === undefined) return [];
  const count = texts.rows(rows.count);
  return rows.path === null ? [count] : [toPlainText(basename(rows.path)), count];
}

/** Nobody has asked for it yet. */
export function isCreated({ outcome, polls }: TaskResult): boolean {
  return outcome === 'running' && polls === 0;
}

function describeOutcome(result: TaskResult, { texts }: Style): string {
  return isCreated(result) ? texts.created : outcomeText(result.outcome, texts);
}

function describeProgress({ task }: TaskResult, { texts }: Style): readonly string[] {
  if (task === undefined) return [];
  return [
    toPlainText(task.status ?? texts.noStatus),
    ...(task.progress === undefined ? [] : [texts.perCent(task.progress)]),
  ];
}

/** What was done until the error: where nothing was answered, there is nothing to tell. */
function describeWork(result: TaskResult, style: Style): readonly string[] {
  if (result.task === undefined) return [];
  const { texts } = style;
  return [
    ...describeProgress(result, style),
    texts.polls(result.polls),
    texts.took(formatClockDuration(result.elapsedMs)),
  ];
}
