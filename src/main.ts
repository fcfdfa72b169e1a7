import type { Context } from './base/context.ts';

export { startProgramContext } from './program-context.ts';

/** The program: parses `argv`, does what it says and returns the exit code. Never throws. */
export async function main(argv: readonly string[], context: Context): Promise<number> {
  try {
    const { runProgram } = await import('./commands/program.ts');
    return await runProgram(argv, context);
  } catch (error) {
    const { reportFailure } = await import('./commands/report-failure.ts');
    return reportFailure(error, argv, context);
  }
}
