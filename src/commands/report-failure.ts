import type { Context } from '../base/context.ts';
import { describeFailure } from '../operations/task-failure.ts';
import { formatError } from '../terminal/format-error.ts';

/** Says on stderr what ended the program before, or outside of, the work on a task. */
export function reportFailure(error: unknown, { streams, env }: Context): number {
  const failure = describeFailure(error);
  streams.stderr.write(`${formatError(failure.error, { env, stream: streams.stderr })}\n`);
  return failure.error.exitCode;
}
