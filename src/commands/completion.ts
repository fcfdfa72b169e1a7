import type { Command } from 'commander';
import { UsageError } from '../base/errors.ts';
import { DeclaredArgument } from './flags/flag.ts';
import { declareCommand, type CommandHelp } from './help/command-help.ts';

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
  const shell = new DeclaredArgument('<shell>', {
    text: { en: 'bash, zsh, fish or powershell', zh: 'bash、zsh、fish 或 powershell' },
    values: shells,
  });
  declareCommand(program, 'completion', help)
    .addArgument(shell)
    .action(async (written: string) => {
      await run({ shell: parseShell(written) });
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
    // PowerShell passes no empty argument to a program: this flag adds one at the end.
    .option('--new-word')
    .action(async (words: string[], { newWord }: { newWord?: true }) => {
      await run({ words: newWord ? [...words, ''] : words, program });
    });
}

function parseShell(written: string): Shell {
  const found = shells.find((shell) => shell === written);
  if (found !== undefined) return found;
  throw new UsageError({
    en: `shell: ${JSON.stringify(written)} is not supported; allowed are ${shells.join(', ')}`,
    zh: `shell：不支持 ${JSON.stringify(written)}；可用值为 ${shells.join('、')}`,
  });
}

const help: CommandHelp = {
  group: 'help',
  summary: { en: 'print a completion script for a shell', zh: '输出 shell 补全脚本' },
  description: {
    en: 'Prints a script that completes commands, flags, values and export ids in a shell.',
    zh: '输出 shell 补全脚本，可补全命令、选项、取值和导出任务 ID。',
  },
  examples: [
    ['source <(siem-export completion bash)', { en: 'in ~/.bashrc', zh: '写入 ~/.bashrc' }],
    [
      'source <(siem-export completion zsh)',
      { en: 'in ~/.zshrc, after compinit', zh: '写入 ~/.zshrc，位于 compinit 之后' },
    ],
    [
      'siem-export completion fish | source',
      { en: 'in ~/.config/fish/config.fish', zh: '写入 ~/.config/fish/config.fish' },
    ],
  ],
  exits: ['ok', 'usage'],
  callsApi: false,
};
