import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import { registerComplete, registerCompletion } from './completion.ts';
import { registerCreate } from './create.ts';
import { registerDoctor } from './doctor.ts';
import { registerConfig } from './config.ts';
import { registerDownload } from './download.ts';
import { registerExplain } from './explain.ts';
import { registerForget } from './forget.ts';
import { registerList } from './list.ts';
import { registerSandbox } from './sandbox.ts';
import { registerStatus } from './status.ts';
import { registerVerify } from './verify.ts';
import { registerWait } from './wait.ts';

/** What a command does once its flags are parsed. */
type Run<T> = (command: T, context: Context) => Promise<number>;

/**
 * Declares every command. What a command does is loaded when it runs, so that help and usage errors
 * cost nothing but the parser.
 * @param onEnd gets the exit code of the command that ran
 */
export function registerCommands(
  program: Command,
  context: Context,
  onEnd: (exitCode: number) => void,
): void {
  const running =
    <T>(load: () => Promise<Run<T>>) =>
    async (command: T): Promise<void> => {
      onEnd(await (await load())(command, context));
    };
  registerWait(
    program,
    context,
    running(async () => (await import('./run-wait.ts')).runWait),
  );
  registerStatus(
    program,
    context,
    running(async () => (await import('./run-status.ts')).runStatus),
  );
  registerDownload(
    program,
    context,
    running(async () => (await import('./run-download.ts')).runDownload),
  );
  registerCreate(
    program,
    context,
    running(async () => (await import('./run-create.ts')).runCreate),
  );
  registerDoctor(
    program,
    running(async () => (await import('./run-doctor.ts')).runDoctor),
  );
  registerList(
    program,
    running(async () => (await import('./run-list.ts')).runList),
  );
  registerForget(
    program,
    context,
    running(async () => (await import('./run-forget.ts')).runForget),
  );
  registerConfig(
    program,
    running(async () => (await import('./run-config.ts')).runConfig),
  );
  registerExplain(
    program,
    running(async () => (await import('./run-explain.ts')).runExplain),
  );
  registerVerify(
    program,
    context,
    running(async () => (await import('./run-verify.ts')).runVerify),
  );
  registerSandbox(
    program,
    running(async () => (await import('./run-sandbox.ts')).runSandbox),
  );
  registerCompletion(
    program,
    running(async () => (await import('./completion/run-completion.ts')).runCompletion),
  );
  registerComplete(
    program,
    running(async () => (await import('./completion/run-complete.ts')).runComplete),
  );
}
