import type { Context } from '../base/context.ts';
import { describeFailure } from '../operations/task-failure.ts';
import { formatError } from '../terminal/format-error.ts';

/** Prints an error that no task reports on stderr. */
export function reportFailure(
  error: unknown,
  argv: readonly string[],
  { streams, env }: Context,
): number {
  const failure = describeFailure(error);
  // The command line may not have been parsed.
  const color = !argv.includes('--no-color');
  const text = formatError(failure.error, { env, stream: streams.stderr, color });
  streams.stderr.write(`${text}\n`);
  return failure.error.exitCode;
}
