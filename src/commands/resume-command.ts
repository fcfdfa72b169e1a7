import type { Command } from 'commander';
import { formatShellWord } from './shell-words.ts';

/** Makes the command line that goes on with some tasks: the same command with the flags that were given. */
export function createResumeCommand(command: Command): (exportIds: readonly string[]) => string {
  const flags = command.options.flatMap((option) => {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== 'cli') return [];
    const value: unknown = command.getOptionValue(name);
    const flag = option.long ?? option.flags;
    // `--no-resume` and `--resume` share a name; the one that was given has the value that it sets.
    if (typeof value === 'boolean') return value === option.negate ? [] : [flag];
    return (Array.isArray(value) ? value : [value]).flatMap((each) => [flag, String(each)]);
  });
  return (exportIds) =>
    ['siem-export', command.name(), ...exportIds, ...flags].map(formatShellWord).join(' ');
}
