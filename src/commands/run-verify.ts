import type { Context } from '../base/context.ts';
import { exitCodes } from '../base/exit-codes.ts';
import { combineExits } from '../operations/combine-exits.ts';
import { verifyDownload, type VerifyResult } from '../operations/verify-download.ts';
import { createCommandObjectText } from '../terminal/command-object-text.ts';
import { formatVerifyObject } from '../terminal/data/verify-object.ts';
import { isDebugging } from '../terminal/format-error.ts';
import { formatErrorLines } from '../terminal/lines/error-lines.ts';
import { formatVerifyLine } from '../terminal/lines/verify-line.ts';
import { isJson } from '../terminal/result-text.ts';
import { createStyle } from '../terminal/style/style.ts';
import type { OutputFlags } from './flags/output-flags.ts';
import type { VerifyCommand } from './verify.ts';

/**
 * Verifies each file against its receipt, offline. Matches go to stdout, the others to stderr; with `--json`
 * each file has an object on stdout.
 * @throws UsageError for a `--query` that is not an expression, or does not fit
 */
export async function runVerify(
  { files, output, resume }: VerifyCommand,
  context: Context,
): Promise<number> {
  const report = await createReport(output, context);
  const results: VerifyResult[] = [];
  for (const file of files) {
    const result = await verifyDownload(file, context.signal);
    report(result);
    results.push(result);
  }
  const left = results.filter(({ outcome }) => outcome === 'interrupted');
  if (left.length > 0) {
    context.streams.stderr.write(`${resume(left.map(({ path }) => path))}\n`);
  }
  return exitCodes[combineExits(results.map(({ exit }) => exit))];
}

async function createReport(
  output: OutputFlags,
  context: Context,
): Promise<(result: VerifyResult) => void> {
  const { env } = context;
  const { stdout, stderr } = context.streams;
  const { color } = output;
  const objectText = await createCommandObjectText({ context, output });
  const good = createStyle({ stream: stdout, env, color });
  const bad = createStyle({ stream: stderr, env, color });
  return (result) => {
    const { verified, error, outcome } = result;
    if (isJson(output)) stdout.write(objectText(formatVerifyObject(result)));
    else if (verified)
      stdout.write(`${formatVerifyLine(verified, { style: good, place: context })}\n`);
    if (error === undefined || outcome === 'interrupted') return;
    stderr.write(`${formatErrorLines(error, { style: bad, debug: isDebugging(env) })}\n`);
  };
}
