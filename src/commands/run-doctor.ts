import type { Context } from '../base/context.ts';
import { exitCodes } from '../base/exit-codes.ts';
import { diagnose } from '../operations/diagnose/diagnose.ts';
import { formatCheck } from '../terminal/diagnosis/check-lines.ts';
import { formatDiagnosisObject } from '../terminal/diagnosis/diagnosis-object.ts';
import { formatCredentialNote } from '../terminal/lines/credential-note-line.ts';
import { createReporter } from '../terminal/reporter.ts';
import { isJson } from '../terminal/result-text.ts';
import { createStyle } from '../terminal/style/style.ts';
import type { DoctorCommand } from './doctor.ts';

/**
 * Looks at all that a job needs, and prints a line for each check as it ends; with `--json` one object.
 * @returns 0 when the job would work, else the exit code of the first check that failed
 * @throws UsageError for a query that is not an expression
 */
export async function runDoctor(
  { request, output }: DoctorCommand,
  context: Context,
): Promise<number> {
  const { streams, clock, signal } = context;
  const { stdout, stderr } = streams;
  // Each line is short work: no bar is worth its place.
  const quietly = { ...output, progress: false };
  const reporter = await createReporter({ context, output: quietly, stdout: 'status' });
  const style = createStyle({ ...context, stream: stdout, color: output.color });
  const noteStyle = createStyle({ ...context, stream: stderr, color: output.color });
  try {
    const diagnosis = await diagnose({
      flags: request,
      context,
      signal,
      onCheck: (check) => {
        if (!isJson(output)) stdout.write(`${formatCheck(check, style)}\n`);
      },
      onApiEvent: (event) => {
        reporter.event({ type: 'api', event, at: clock.now() });
      },
      onCredentialNote: (note) => {
        reporter.note(formatCredentialNote(note, noteStyle));
      },
    });
    const isWritten = reporter.data(formatDiagnosisObject(diagnosis), '');
    return isWritten ? exitCodes[diagnosis.exit] : exitCodes.usage;
  } finally {
    reporter.close();
  }
}
