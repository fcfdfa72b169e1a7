import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import { registerComplete, registerCompletion } from './completion.ts';
import { registerConfig } from './config.ts';
import { registerCreate } from './create.ts';
import { registerDoctor } from './doctor.ts';
import { registerDownload } from './download.ts';
import { registerExplain } from './explain.ts';
import { registerForget } from './forget.ts';
import { registerList } from './list.ts';
import { registerRows } from './rows/rows.ts';
import { registerSandbox } from './sandbox.ts';
import { registerStatus } from './status.ts';
import { registerVerify } from './verify.ts';
import { registerWait } from './wait.ts';

/** Each command: how it is declared, and what it does, which is loaded when it runs. */
const commands: Readonly<Record<string, Registration>> = {
  wait: bind(registerWait, async () => (await import('./run-wait.ts')).runWait),
  status: bind(registerStatus, async () => (await import('./run-status.ts')).runStatus),
  download: bind(registerDownload, async () => (await import('./run-download.ts')).runDownload),
  create: bind(registerCreate, async () => (await import('./run-create.ts')).runCreate),
  doctor: bind(registerDoctor, async () => (await import('./run-doctor.ts')).runDoctor),
  list: bind(registerList, async () => (await import('./run-list.ts')).runList),
  forget: bind(registerForget, async () => (await import('./run-forget.ts')).runForget),
  config: bind(registerConfig, async () => (await import('./run-config.ts')).runConfig),
  explain: bind(registerExplain, async () => (await import('./run-explain.ts')).runExplain),
  verify: bind(registerVerify, async () => (await import('./run-verify.ts')).runVerify),
  rows: bind(registerRows, async () => (await import('./rows/run-rows.ts')).runRows),
  sandbox: bind(registerSandbox, async () => (await import('./run-sandbox.ts')).runSandbox),
  completion: bind(
    registerCompletion,
    async () => (await import('./completion/run-completion.ts')).runCompletion,
  ),
};

/** Only completion scripts call it, with the whole program declared. */
const complete = bind(
  registerComplete,
  async () => (await import('./completion/run-complete.ts')).runComplete,
);

export interface RegisterOptions {
  /** Names the command. */
  readonly argv: readonly string[];
  /** Receives the exit code of the command that ran. */
  readonly onEnd: (exitCode: number) => void;
}

type Registration = (program: Command, context: Context, onEnd: RegisterOptions['onEnd']) => void;

/**
 * Declares the command that is named. Without a known name it declares all of them, for help, completion and
 * the suggestion for a misspelt name; that takes as long as `config get` takes altogether.
 */
export function registerCommands(
  program: Command,
  context: Context,
  { argv, onEnd }: RegisterOptions,
): void {
  const [name = ''] = argv;
  const named = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const registrations = named === undefined ? [...Object.values(commands), complete] : [named];
  for (const register of registrations) register(program, context, onEnd);
}

type Register<T> = (program: Command, run: (command: T) => Promise<void>, context: Context) => void;

function bind<T>(
  register: Register<T>,
  load: () => Promise<(command: T, context: Context) => Promise<number>>,
): Registration {
  return (program, context, onEnd) => {
    const run = async (command: T): Promise<void> => {
      onEnd(await (await load())(command, context));
    };
    register(program, run, context);
  };
}
