import type { Context } from '../base/context.ts';
import { describeFailure } from '../operations/task-failure.ts';
import { createColors } from '../terminal/colors.ts';
import { formatError } from '../terminal/format-error.ts';

/** Says on stderr what ended the program before, or outside of, the work on a task. */
export function reportFailure(error: unknown, { streams, env }: Context): number {
  const colors = createColors({ stream: streams.stderr, env });
  const failure = describeFailure(error);
  streams.stderr.write(`${formatError(failure.error, { env, colors })}\n`);
  return failure.error.exitCode;
}
