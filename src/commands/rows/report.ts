import type { Context } from '../../base/context.ts';
import { exitCodes } from '../../base/exit-codes.ts';
import { formatJson, type JsonObject } from '../../base/json.ts';
import { createCommandObjectText } from '../../terminal/command-object-text.ts';
import { formatErrorObject, schemaVersion } from '../../terminal/data/task-object.ts';
import { isDebugging } from '../../terminal/format-error.ts';
import { formatErrorLines } from '../../terminal/lines/error-lines.ts';
import { isJson } from '../../terminal/result-text.ts';
import { createStyle } from '../../terminal/style/style.ts';
import type { RowsProgress } from '../../workbook/workbook.ts';
import { createProgressDisplay } from './progress.ts';
import { formatRowsLine, type RowsOutcome } from './rows-line.ts';
import type { RowsCommand } from './rows.ts';
import { formatSheetObjects, formatSummary } from './summary.ts';

/** Reports what happens, in the form that was asked for. */
export interface RowsReport {
  progress(file: string, progress: RowsProgress): void;
  outcome(outcome: RowsOutcome): void;
  close(): void;
}

const progressIntervalMs = 1000;

/** @throws UsageError for a query that is not an expression */
export async function createReport(command: RowsCommand, context: Context): Promise<RowsReport> {
  const { output, files } = command;
  const { env, clock } = context;
  const { stdout, stderr } = context.streams;
  const objectText = await createCommandObjectText({ context, output });
  const style = createStyle({ stream: stderr, env, color: output.color });
  const display = createProgressDisplay(command, context, style);
  const printEvent = (name: string, body: JsonObject): void => {
    const At = new Date(clock.now()).toISOString();
    stdout.write(`${formatJson({ Schema: schemaVersion, Event: name, At, ...body })}\n`);
  };
  const summaryStyle = createStyle({ stream: stdout, env, color: output.color });
  let separator = '';
  let toldAt = -Infinity;
  return {
    progress(file, progress) {
      display.show(file, progress);
      if (!output.events || clock.now() - toldAt < progressIntervalMs) return;
      toldAt = clock.now();
      const { readBytes, totalBytes } = progress;
      printEvent('rows', { File: file, ReadBytes: readBytes, TotalBytes: totalBytes });
    },
    outcome(outcome) {
      display.clear();
      const { error, rows, sheets } = outcome;
      const object = formatRowsObject(outcome, command);
      if (output.events) printEvent('result', { Result: object });
      else if (isJson(output)) stdout.write(objectText(object));
      else if (sheets !== undefined) {
        const text = formatSummary(outcome.file, sheets, summaryStyle);
        stdout.write(`${separator}${text}`);
        separator = '\n';
      }
      if (rows !== undefined && !output.quiet) {
        stderr.write(`${formatRowsLine(outcome, rows, { style, place: context })}\n`);
      }
      if (error === undefined || outcome.outcome === 'interrupted') return;
      const subject = files.length > 1 ? outcome.file : undefined;
      stderr.write(`${formatErrorLines(error, { style, subject, debug: isDebugging(env) })}\n`);
    },
    close() {
      display.clear();
    },
  };
}

/** The JSON object of a workbook's rows or of its summary, documented in docs/rows.md. */
function formatRowsObject(
  { file, outcome, exit, rows, sheets, error }: RowsOutcome,
  { destination }: Pick<RowsCommand, 'destination'>,
): JsonObject {
  const head = { Schema: schemaVersion, Outcome: outcome, ExitCode: exitCodes[exit], File: file };
  const foot = { Error: error === undefined ? null : formatErrorObject(error) };
  if (destination.kind === 'summary') {
    const count = sheets?.reduce((sum, sheet) => sum + sheet.count, 0);
    return {
      ...head,
      Sheets: sheets === undefined ? null : formatSheetObjects(sheets),
      Count: count ?? null,
      ...foot,
    };
  }
  return {
    ...head,
    Path: rows?.path ?? null,
    Format: rows?.format ?? null,
    Sheets: rows?.sheets.map(({ name, count }) => ({ Name: name, Count: count })) ?? null,
    Count: rows?.count ?? null,
    Bytes: rows?.sizeBytes ?? null,
    Sha256: rows?.sha256 ?? null,
    Skipped: rows?.skipped ?? null,
    ...foot,
  };
}
