import type { Command } from 'commander';
import type { ExitName } from '../../base/exit-codes.ts';
import type { Localized } from '../../base/ui-language.ts';

/** The help of a command besides its flags and arguments. */
export interface CommandHelp {
  /** Its place in the list of commands. */
  readonly group: 'exports' | 'machine' | 'help';
  /** One line in the list of commands. */
  readonly summary: Localized;
  /** One to three sentences. */
  readonly description: Localized;
  /** A command line, and its purpose. */
  readonly examples: readonly (readonly [line: string, purpose: Localized])[];
  /** The flags that most people need, by long name: `-h` lists them. Default: `--json` and `--quiet`. */
  readonly mostUsed?: readonly string[];
  /** How it may end. Every command may also find a bug (1) or be interrupted (130, 143). */
  readonly exits: readonly ExitName[];
  /** Whether it calls the API: then the variables of requests and credentials matter. */
  readonly callsApi: boolean;
}

const helps = new WeakMap<Command, CommandHelp>();

/** Declares a command with its help. */
export function declareCommand(parent: Command, name: string, help: CommandHelp): Command {
  const command = parent.command(name);
  helps.set(command, help);
  return command;
}

/** @returns undefined for the program itself and for `help` */
export function findHelp(command: Command): CommandHelp | undefined {
  return helps.get(command);
}

/** Every command that asks the service about a task may end with these. */
export const requestExits = [
  'ok',
  'usage',
  'task-failed',
  'auth',
  'not-found',
  'unavailable',
] as const satisfies readonly ExitName[];

export const downloadExits = ['download', 'integrity'] as const satisfies readonly ExitName[];
export const waitExits = ['timed-out', 'stalled'] as const satisfies readonly ExitName[];
