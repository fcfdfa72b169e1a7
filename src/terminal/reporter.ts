import type { Context } from '../base/context.ts';
import { formatJson } from '../base/json.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import type { TaskResult } from '../operations/task-result.ts';
import { createColors } from './colors.ts';
import { formatFinalLine } from './final-line.ts';
import { formatStatus } from './format-status.ts';
import { createLineProgress } from './line-progress.ts';
import { formatNote } from './notes.ts';
import type { Progress } from './progress.ts';
import { formatTaskObject } from './task-object.ts';
import { formatVerboseLines } from './verbose-lines.ts';

export interface OutputSettings {
  readonly json?: boolean | undefined;
  readonly events?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  readonly showLink?: boolean | undefined;
  /** False: plain lines instead of a bar. */
  readonly progress: boolean;
  /** False: no colours. */
  readonly color: boolean;
}

export interface ReporterOptions {
  readonly context: Pick<Context, 'streams' | 'env' | 'clock'>;
  readonly output: OutputSettings;
  /** `answer`: what the service says is the result, on stdout; `work`: the work is, told on stderr. */
  readonly shows: 'answer' | 'work';
}

/** Tells what happens and how it ended, in the form that was asked for: data on stdout, talk on stderr. */
export interface Reporter {
  event(event: TaskEvent): void;
  result(result: TaskResult): void;
  /** Takes away all that does not stay; nothing is told afterwards but `resume`. */
  close(): void;
  /** The command that goes on from here: the last line on stderr. */
  resume(command: string): void;
}

export async function createReporter(options: ReporterOptions): Promise<Reporter> {
  const { context, output, shows } = options;
  const { stdout, stderr } = context.streams;
  const colors = createColors({ stream: stderr, env: context.env, noColor: !output.color });
  const progress = await createProgress(options, colors);
  const isJson = output.json === true || output.events === true;

  return {
    event(event) {
      if (output.verbose) formatVerboseLines(event).forEach(progress.print);
      progress.event(event);
      const note = output.quiet ? undefined : formatNote(event);
      if (note !== undefined) progress.print(note);
    },
    result(result) {
      const isAnswer = shows === 'answer' && result.task !== undefined;
      const isSilent = result.error === undefined && (isAnswer || isJson || output.quiet);
      if (isSilent) progress.forget(result);
      else progress.end(result, formatFinalLine(result, { colors, env: context.env }));
      if (isJson) {
        stdout.write(
          `${formatJson(formatTaskObject(result), stdout.isTTY ? 'indented' : 'compact')}\n`,
        );
      } else if (isAnswer) {
        const own = createColors({ stream: stdout, env: context.env, noColor: !output.color });
        const now = context.clock.now();
        const showLink = output.showLink ?? false;
        stdout.write(`${formatStatus(result, { colors: own, now, showLink })}\n`);
      }
    },
    close() {
      progress.close();
    },
    resume(command) {
      stderr.write(`${command}\n`);
    },
  };
}

async function createProgress(
  { context, output, shows }: ReporterOptions,
  colors: ReturnType<typeof createColors>,
): Promise<Progress> {
  const { stderr } = context.streams;
  const plain = createLineProgress(stderr, context);
  if (output.quiet || shows === 'answer') return { ...plain, event: () => undefined };
  const canDraw = stderr.isTTY === true && context.env['TERM'] !== 'dumb';
  if (!canDraw || !output.progress) return plain;
  const { createLiveProgress } = await import('./live-progress.ts');
  return createLiveProgress({ stream: stderr, context, colors });
}
