import type { Command } from 'commander';
import { resolvePath, type WorkingFolder } from '../base/working-folder.ts';
import { DeclaredArgument } from './flags/flag.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { declareCommand, type CommandHelp } from './help/command-help.ts';
import { createResumeCommand } from './resume-command.ts';

export interface VerifyCommand {
  /** Absolute, each once. */
  readonly files: readonly string[];
  /** The command line that continues with these files. */
  readonly resume: (files: readonly string[]) => string;
  readonly output: OutputFlags;
}

/** `verify <file…>`: verifies downloaded files against their receipts. */
export function registerVerify(
  program: Command,
  run: (command: VerifyCommand) => Promise<void>,
  place: WorkingFolder,
): void {
  const command = declareCommand(program, 'verify', help).addArgument(
    new DeclaredArgument('<file...>', {
      text: { en: 'downloaded files', zh: '已下载的文件' },
      values: 'files',
    }),
  );
  addOutputFlags(command, ['verbose', 'showLink', 'progress']);
  command.action(async (written: string[], output: OutputFlags) => {
    const { fileOfReceipt } = await import('../transfer/file/receipt.ts');
    // `verify *` also names the receipts.
    const files = new Set(written.map((file) => fileOfReceipt(resolvePath(file, place))));
    await run({ files: [...files], resume: createResumeCommand(command), output });
  });
}

const help: CommandHelp = {
  group: 'machine',
  summary: {
    en: 'verify downloaded files against their receipts',
    zh: '按校验回执核对已下载的文件',
  },
  description: {
    en: 'Verifies downloaded files against their receipts, offline: size, CRC-64 and SHA-256.',
    zh: '离线按校验回执核对已下载的文件：大小、CRC-64 和 SHA-256。',
  },
  examples: [
    [
      'siem-export verify *.xlsx',
      { en: 'every workbook in this folder', zh: '当前目录中的所有 Excel 文件' },
    ],
  ],
  mostUsed: ['--json', '--query', '--quiet'],
  exits: ['ok', 'usage', 'download', 'integrity', 'partial'],
  callsApi: false,
};
