import type { Context } from '../../base/context.ts';
import type { SiemExportError } from '../../base/errors.ts';
import { exitCodes } from '../../base/exit-codes.ts';
import { resolvePath } from '../../base/working-folder.ts';
import { combineExits } from '../../operations/combine-exits.ts';
import { describeFailure } from '../../operations/task-failure.ts';
import { summarizeRows, writeRows, type RowsDestination } from '../../operations/write-rows.ts';
import type { RowsProgress } from '../../workbook/workbook.ts';
import { createReport } from './report.ts';
import type { RowsOutcome } from './rows-line.ts';
import type { RowsCommand } from './rows.ts';

/**
 * Writes the rows of each workbook, one after the other.
 * @throws UsageError for a `--query` that is not an expression, or does not fit
 */
export async function runRows(command: RowsCommand, context: Context): Promise<number> {
  const { files, resume } = command;
  const report = await createReport(command, context);
  const outcomes: RowsOutcome[] = [];
  try {
    for (const file of files) {
      const outcome = await convertOne(file, command, context, (progress) => {
        report.progress(file, progress);
      });
      outcomes.push(outcome);
      report.outcome(outcome);
      // Nobody reads the rows any more.
      if (outcome.outcome === 'interrupted' && !context.signal.aborted) break;
    }
  } finally {
    report.close();
  }
  const left = outcomes.filter(({ outcome }) => outcome === 'interrupted');
  if (left.length > 0 && context.signal.aborted) {
    context.streams.stderr.write(`${resume(left.map(({ file }) => file))}\n`);
  }
  return exitCodes[combineExits(outcomes.map(({ exit }) => exit))];
}

async function convertOne(
  file: string,
  { rows, destination, files }: RowsCommand,
  context: Context,
  onProgress: (progress: RowsProgress) => void,
): Promise<RowsOutcome> {
  const { streams, directories, signal, clock } = context;
  const startedAt = clock.now();
  const elapsed = (): number => clock.now() - startedAt;
  try {
    signal.throwIfAborted();
    const workbook = {
      ...rows,
      source: file === '-' ? streams.stdin : resolvePath(file, context),
      temporary: directories.temporary,
      signal,
      onProgress,
    };
    const result =
      destination.kind === 'summary'
        ? { sheets: await summarizeRows(workbook) }
        : {
            rows: await writeRows({
              ...workbook,
              labels: files.length > 1 ? { _file: file } : undefined,
              destination: toDestination(destination, context),
            }),
          };
    return { file, outcome: 'succeeded', exit: 'ok', ...result, elapsedMs: elapsed() };
  } catch (error) {
    const { exit, error: known, outcome } = describeFailure(error);
    return {
      file,
      outcome: outcome === 'interrupted' ? 'interrupted' : 'error',
      exit,
      error: withRowsHint(known),
      elapsedMs: elapsed(),
    };
  }
}

function toDestination(
  destination: Exclude<RowsCommand['destination'], { kind: 'summary' }>,
  { streams }: Pick<Context, 'streams'>,
): RowsDestination {
  if (destination.kind === 'stdout') return { kind: 'stdout', stream: streams.stdout };
  return destination;
}

/** Hints of downloads name `--dir`, which `rows` does not have. */
function withRowsHint(error: SiemExportError): SiemExportError {
  if (error.exit !== 'download' || !error.hint?.includes('--dir')) return error;
  const { code } = error;
  return error.with({
    hint: code === 'FileExists' || code === 'DiskFull' ? hints[code] : hints.other,
  });
}

const hints = {
  FileExists: {
    en: 'It was not changed. Use --if-exists overwrite or rename, or another --output.',
    zh: '该文件未被改动。请使用 --if-exists overwrite 或 rename，或用 --output 另选文件。',
  },
  DiskFull: {
    en: 'Free some space, or choose another place with --output.',
    zh: '请释放空间，或用 --output 另选位置。',
  },
  other: { en: 'Choose another file with --output.', zh: '请用 --output 另选文件。' },
};
