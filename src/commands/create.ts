import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import type { DownloadSettings } from '../operations/download-task.ts';
import type { CreateFlags } from './filters/parse-create-flags.ts';
import { addCreateFlags, creatingFlags } from './flags/create-flags.ts';
import { addDownloadFlags } from './flags/download-flags.ts';
import { addEventsFlag, addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
import { addWaitFlags, parseWaitFlags, type WaitFlags } from './flags/wait-flags.ts';
import { createResumeCommand } from './resume-command.ts';
import type { ResumeCommand } from './session/resume-tasks.ts';
import { parseDownload } from './wait.ts';

export interface CreateCommand {
  readonly task: CreateFlags;
  /** Print the request, and send nothing. */
  readonly dryRun: boolean;
  readonly resume: ResumeCommand;
  readonly request: FleetFlags;
  readonly output: OutputFlags & { readonly events?: boolean | undefined };
  /** Whether to wait until the new task has ended. */
  readonly waits: boolean;
  readonly wait: WaitFlags;
  /** Undefined: the file is not fetched. */
  readonly download: DownloadSettings | undefined;
}

interface OwnFlags {
  readonly wait?: true;
  readonly download?: true;
  readonly dryRun?: true;
}

/** `create`: starts an export; `--wait` and `--download` go on with it. */
export function registerCreate(
  program: Command,
  context: Pick<Context, 'streams' | 'cwd' | 'clock'>,
  run: (command: CreateCommand) => Promise<void>,
): void {
  const command = program
    .command('create')
    .option('--wait')
    .option('--download')
    .option('--dry-run');
  addCreateFlags(command);
  addWaitFlags(command);
  addDownloadFlags(command);
  addFleetFlags(command);
  addEventsFlag(addOutputFlags(command));
  command.action(async (flags: FleetFlags & OutputFlags & OwnFlags) => {
    const wait = parseWaitFlags(flags);
    const download = parseDownload(flags, context.cwd);
    const { parseCreateFlags } = await import('./filters/parse-create-flags.ts');
    await run({
      wait,
      task: await parseCreateFlags(flags, context),
      dryRun: flags.dryRun ?? false,
      waits: flags.wait ?? download !== undefined,
      download,
      request: flags,
      output: flags,
      resume: createResume(command),
    });
  });
}

/** A task is never created a second time: what goes on with it is `wait`. */
function createResume(command: Command): CreateCommand['resume'] {
  const without = [...creatingFlags, 'wait', 'dryRun'];
  const resume = createResumeCommand(command, { name: 'wait', without });
  return (references, changes) =>
    references.length === 0 ? undefined : resume(references, changes);
}
