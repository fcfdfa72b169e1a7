import type { Command } from 'commander';
import { UsageError } from '../base/errors.ts';

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

export interface CompletionCommand {
  readonly shell: Shell;
}

/** What a completion script asks for: candidates for the last word. */
export interface CompleteCommand {
  /** The words after the program's name; the last one is being written, and may be empty. */
  readonly words: readonly string[];
  /** The whole program, whose commands and flags are the candidates. */
  readonly program: Command;
}

/** `completion <shell>`: a completion script. */
export function registerCompletion(
  program: Command,
  run: (command: CompletionCommand) => Promise<void>,
): void {
  program
    .command('completion')
    .argument('<shell>')
    .action(async (text: string) => {
      await run({ shell: parseShell(text) });
    });
}

/** The hidden command that the scripts call on each Tab: `complete -- words…`. */
export function registerComplete(
  program: Command,
  run: (command: CompleteCommand) => Promise<void>,
): void {
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    // PowerShell passes no empty argument to a program: this flag stands for one at the end.
    .option('--new-word')
    .action(async (words: string[], { newWord }: { newWord?: true }) => {
      await run({ words: newWord ? [...words, ''] : words, program });
    });
}

function parseShell(text: string): Shell {
  const found = shells.find((shell) => shell === text);
  if (found !== undefined) return found;
  throw new UsageError({
    en: `shell: ${JSON.stringify(text)} is not known; allowed are ${shells.join(', ')}`,
    zh: `shell：不认识 ${JSON.stringify(text)}；可用的有 ${shells.join('、')}`,
  });
}
