import type { Command, Option } from 'commander';

/** The role of the last word of a command line. */
export type CursorPosition =
  | { readonly kind: 'command-or-argument'; readonly command: Command; readonly position: number }
  | { readonly kind: 'flag'; readonly command: Command }
  /** `prefix`: the part of the word before the value: `--region=`. */
  | { readonly kind: 'value'; readonly option: Option; readonly prefix: string }
  /** After `sandbox --`: words of another command. */
  | { readonly kind: 'other-program'; readonly words: readonly string[] };

/**
 * @param words up to the cursor, including the last one
 * @param program as it was declared
 */
export function findCursorPosition(words: readonly string[], program: Command): CursorPosition {
  const last = words.at(-1) ?? '';
  let command = program;
  let position = 0;
  let awaiting: Option | undefined;
  for (const [index, word] of words.slice(0, -1).entries()) {
    if (awaiting !== undefined) {
      // bash passes `--region=cn` as three words.
      if (word !== '=') awaiting = undefined;
      continue;
    }
    // `help wait`: a command follows.
    if (word === 'help' && command === program) continue;
    const isFlag = word.startsWith('-') && word !== '-';
    const runsOther = command.name() === 'sandbox' && (word === '--' || !isFlag);
    if (runsOther)
      return { kind: 'other-program', words: words.slice(word === '--' ? index + 1 : index) };
    const inner = isFlag ? undefined : findCommand(command, word);
    if (isFlag) awaiting = findValued(command, word);
    else if (inner !== undefined && position === 0) command = inner;
    else position += 1;
  }
  if (awaiting !== undefined) return { kind: 'value', option: awaiting, prefix: '' };
  const [, flag = '', prefix] = /^(--[\w-]+)=/.exec(last) ?? [];
  const option = flag === '' ? undefined : findOption(command, flag);
  if (option !== undefined) return { kind: 'value', option, prefix: prefix ?? `${flag}=` };
  if (last.startsWith('-')) return { kind: 'flag', command };
  return { kind: 'command-or-argument', command, position };
}

function findCommand(command: Command, name: string): Command | undefined {
  return command.commands.find((each) => each.name() === name);
}

function findOption(command: Command, flag: string): Option | undefined {
  return command.options.find(({ long, short }) => flag === long || flag === short);
}

/** A flag whose value is the next word. */
function findValued(command: Command, flag: string): Option | undefined {
  const option = findOption(command, flag);
  return option?.required === true ? option : undefined;
}
