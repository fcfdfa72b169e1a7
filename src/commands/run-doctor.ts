import type { Context } from '../base/context.ts';
import { exitCodes, type ExitName } from '../base/exit-codes.ts';
import { combineExits } from '../operations/combine-exits.ts';
import type { Diagnosis } from '../operations/diagnose/check.ts';
import { diagnose } from '../operations/diagnose/diagnose.ts';
import { formatCheck } from '../terminal/diagnosis/check-lines.ts';
import { formatDiagnosisObject } from '../terminal/diagnosis/diagnosis-object.ts';
import { formatCredentialNote } from '../terminal/lines/credential-note-line.ts';
import { createReporter, type Reporter } from '../terminal/reporter.ts';
import { isJson } from '../terminal/result-text.ts';
import { createStyle } from '../terminal/style/style.ts';
import type { DoctorCommand } from './doctor.ts';
import { isFleet, readFleet } from './flags/accounts.ts';
import { startDeadline } from './session/open-session.ts';
import { regions } from '../api/endpoints.ts';
import { loadRequestSettings } from '../settings/load-request-settings.ts';
import type { FleetFlags, RequestFlags } from './flags/request-flags.ts';

/**
 * Checks what a job needs, in each account, and prints a line for each check as it ends; with `--json` one
 * object for each account.
 * @returns 0 if a job would work, else the exit code of the first check that failed; 12 if accounts differ
 * @throws UsageError for a query that is not an expression
 */
export async function runDoctor(
  { request, output }: DoctorCommand,
  context: Context,
): Promise<number> {
  const isMany = isFleet(request.roleFor);
  const accounts = isMany ? await readFleet(request.roleFor, context) : [request.roleFor].flat();
  // Each line is short work: no bar is worth its place.
  const quietly = { ...output, progress: false };
  const reporter = await createReporter({ context, output: quietly, stdout: 'status' });
  const deadline = startDeadline(context.signal, readTimeout(request, context), context.clock);
  const { signal } = deadline;
  try {
    const exits: ExitName[] = [];
    for (const [index, roleFor] of accounts.entries()) {
      if (isMany && !isJson(output)) {
        context.streams.stdout.write(`${index === 0 ? '' : '\n'}${roleFor ?? ''}\n`);
      }
      const flags = { ...request, roleFor };
      const diagnosis = await diagnoseAccount(flags, {
        output,
        context: { ...context, signal },
        reporter,
      });
      const isWritten = reporter.data(formatDiagnosisObject(diagnosis), '');
      exits.push(isWritten ? diagnosis.exit : 'usage');
    }
    return exitCodes[combineExits(exits)];
  } finally {
    deadline.stop();
    reporter.close();
  }
}

/** A wrong setting is one of the things that the checks report. */
function readTimeout({ timeout }: FleetFlags, context: Context): number {
  try {
    return (
      loadRequestSettings({ flags: { timeout }, regions }, context).values.timeoutMs ?? Infinity
    );
  } catch {
    return Infinity;
  }
}

function diagnoseAccount(
  flags: RequestFlags,
  {
    output,
    context,
    reporter,
  }: Pick<DoctorCommand, 'output'> & { context: Context; reporter: Reporter },
): Promise<Diagnosis> {
  const { streams, clock, signal } = context;
  const { stdout, stderr } = streams;
  const style = createStyle({ ...context, stream: stdout, color: output.color });
  const noteStyle = createStyle({ ...context, stream: stderr, color: output.color });
  return diagnose({
    flags,
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
}
