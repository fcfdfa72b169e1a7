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
 * Declares the command that is named, or all of them where none is: help, completions and the hint for
 * a misspelt one need them, and declaring all takes as long as a command such as `config get` takes
 * for all it does. What a command does is loaded when it runs; what help says of flags stands in help/,
 * and an empty text in a declaration only keeps its place.
 * @param argv names it
 * @param onEnd gets the exit code of the command that ran
 */
export function registerCommands(
  program: Command,
  context: Context,
  { argv, onEnd }: { argv: readonly string[]; onEnd: (exitCode: number) => void },
): void {
  const running =
    <T>(load: () => Promise<Run<T>>) =>
    async (command: T): Promise<void> => {
      onEnd(await (await load())(command, context));
    };
  const commands: Readonly<Record<string, () => void>> = {
    wait: () => {
      registerWait(
        program,
        context,
        running(async () => (await import('./run-wait.ts')).runWait),
      );
    },
    status: () => {
      registerStatus(
        program,
        context,
        running(async () => (await import('./run-status.ts')).runStatus),
      );
    },
    download: () => {
      registerDownload(
        program,
        context,
        running(async () => (await import('./run-download.ts')).runDownload),
      );
    },
    create: () => {
      registerCreate(
        program,
        context,
        running(async () => (await import('./run-create.ts')).runCreate),
      );
    },
    doctor: () => {
      registerDoctor(
        program,
        running(async () => (await import('./run-doctor.ts')).runDoctor),
      );
    },
    list: () => {
      registerList(
        program,
        running(async () => (await import('./run-list.ts')).runList),
      );
    },
    forget: () => {
      registerForget(
        program,
        context,
        running(async () => (await import('./run-forget.ts')).runForget),
      );
    },
    config: () => {
      registerConfig(
        program,
        running(async () => (await import('./run-config.ts')).runConfig),
      );
    },
    explain: () => {
      registerExplain(
        program,
        running(async () => (await import('./run-explain.ts')).runExplain),
      );
    },
    verify: () => {
      registerVerify(
        program,
        context,
        running(async () => (await import('./run-verify.ts')).runVerify),
      );
    },
    sandbox: () => {
      registerSandbox(
        program,
        running(async () => (await import('./run-sandbox.ts')).runSandbox),
      );
    },
    completion: () => {
      registerCompletion(
        program,
        running(async () => (await import('./completion/run-completion.ts')).runCompletion),
      );
    },
  };
  const [name = ''] = argv;
  if (Object.hasOwn(commands, name)) {
    commands[name]?.();
    return;
  }
  for (const register of Object.values(commands)) register();
  registerComplete(
    program,
    running(async () => (await import('./completion/run-complete.ts')).runComplete),
  );
}
