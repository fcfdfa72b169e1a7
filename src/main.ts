import type { Context } from './base/context.ts';
import { exitCodes } from './base/exit-codes.ts';
import { version } from './base/version.ts';

export { startSystem } from './system.ts';

/** The program: parses `argv`, does what it says and returns the exit code. Never throws. */
export async function main(argv: readonly string[], context: Context): Promise<number> {
  const [first] = argv;
  if (argv.length === 1 && (first === '--version' || first === '-V')) {
    // Answered before anything is loaded: scripts ask this often.
    context.streams.stdout.write(`${version}\n`);
    return exitCodes.ok;
  }
  try {
    const { runProgram } = await import('./commands/program.ts');
    return await runProgram(argv, context);
  } catch (error) {
    const { reportFailure } = await import('./commands/report-failure.ts');
    return reportFailure(error, context);
  }
}
