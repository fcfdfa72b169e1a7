import { Command } from 'commander';
import type { Context } from '../../src/base/context.ts';
import { describeProgram } from '../../src/commands/help/describe-program.ts';
import { registerCommands } from '../../src/commands/register-commands.ts';

/** The whole program with the texts of its help; nothing is run, so nothing is asked of the world. */
export function describeWholeProgram(): Command {
  const program = new Command('siem-export').version('0').enablePositionalOptions();
  registerCommands(program, {} as Context, { argv: [], onEnd: () => undefined });
  describeProgram(program, { language: 'en' });
  return program;
}

/** Each command that help lists, with the words that call it: `config set`. Without `help` itself. */
export function listCommands(
  parent: Command,
  before: readonly string[] = [],
): { readonly words: string; readonly command: Command }[] {
  const visible = parent.createHelp().visibleCommands(parent);
  return visible
    .filter((command) => command.name() !== 'help')
    .flatMap((command) => {
      const words = [...before, command.name()];
      return [{ words: words.join(' '), command }, ...listCommands(command, words)];
    });
}

/** Long and short names of a command's flags. */
export function flagsOf(command: Command): readonly string[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, short }) => [long, short])
    .filter((name) => typeof name === 'string');
}
