import type { Context } from '../../base/context.ts';
import { exitCodes } from '../../base/exit-codes.ts';
import type { CompletionCommand } from '../completion.ts';
import { scripts } from './scripts.ts';

/** Prints the script. */
export function runCompletion(
  { shell }: CompletionCommand,
  { streams }: Pick<Context, 'streams'>,
): Promise<number> {
  streams.print(scripts[shell]);
  return Promise.resolve(exitCodes.ok);
}
