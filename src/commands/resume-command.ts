import { join } from 'node:path';
import type { Command } from 'commander';
import type { ResumeChanges } from './session/resume-tasks.ts';
import { formatShellWord } from './shell-words.ts';

export interface ResumeOptions {
  /** Another command that continues the tasks. */
  readonly name?: string | undefined;
  /** Names of values whose flags it does not have. */
  readonly without?: readonly string[] | undefined;
}

/** Creates the command line that continues some tasks: the same command with the flags that were given. */
export function createResumeCommand(
  command: Command,
  { name: commandName = command.name(), without = [] }: ResumeOptions = {},
): (references: readonly string[], changes?: ResumeChanges) => string {
  const isGiven = (name: string): boolean => command.getOptionValueSource(name) === 'cli';
  const hasFolder = !isGiven('output') && (command.name() === 'download' || isGiven('download'));
  const createFlags = ({ roleFor, subfolder = '' }: ResumeChanges) => {
    const folder =
      subfolder === '' || !hasFolder
        ? []
        : ['--dir', join(String(command.getOptionValue('dir') ?? '.'), subfolder)];
    const given = command.options.flatMap((option) => {
      const name = option.attributeName();
      if (without.includes(name) || command.getOptionValueSource(name) !== 'cli') return [];
      if (name === 'dir' && hasFolder && subfolder !== '') return [];
      const given: unknown = command.getOptionValue(name);
      const value = name === 'roleFor' ? (roleFor ?? given) : given;
      const flag = option.long ?? option.flags;
      // `--no-resume` sets `resume` to false.
      if (typeof value === 'boolean') return value === option.negate ? [] : [flag];
      return (Array.isArray(value) ? value : [value]).flatMap((each) => [flag, String(each)]);
    });
    return [...given, ...folder];
  };
  return (references, changes = {}) =>
    ['siem-export', commandName, ...references, ...createFlags(changes)]
      .map(formatShellWord)
      .join(' ');
}
