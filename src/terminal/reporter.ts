import type { Context } from '../base/context.ts';
import { isSiemExportError, systemErrorCode, UsageError } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { ScopeInForce } from '../base/task-reference.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import type { TaskResult } from '../operations/task-result.ts';
import { createEventLines } from './data/event-lines.ts';
import { createObjectText } from './data/object-text.ts';
import { texts } from './data/texts.ts';
import { createSilentDisplay, type Display } from './display.ts';
import { isDebugging } from './format-error.ts';
import { formatBoardLines } from './lines/board-lines.ts';
import { formatErrorLines } from './lines/error-lines.ts';
import { formatFinalLine, isWorthTelling } from './lines/final-line.ts';
import { formatNoteLine } from './lines/note-line.ts';
import { formatRequestLines } from './lines/request-lines.ts';
import { createResultText, isJson, type DataSettings } from './result-text.ts';
import { flowWords } from './style/flow.ts';
import { canRedraw } from './style/can-redraw.ts';
import { createStyle, type Style } from './style/style.ts';
import { watchOutput } from './watch-output.ts';

export interface OutputSettings extends DataSettings {
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  /** False: plain lines instead of a bar. */
  readonly progress: boolean;
}

export interface ReporterOptions {
  readonly context: Pick<Context, 'streams' | 'env' | 'clock' | 'signal' | 'cwd'>;
  readonly output: OutputSettings;
  /**
   * `answer`: what the service says is the result, on stdout; `work`: the work is, told on stderr; `id`: as
   * `work`, and stdout holds the id of each task that is created.
   */
  readonly stdout: 'status' | 'none' | 'id';
  /** What the name of a task may leave out. */
  readonly inForce?: ScopeInForce | undefined;
  /** What the next command takes for granted, without the flags of this one: for printed references. */
  readonly lasting?: ScopeInForce | undefined;
}

/** Tells what happens and how it ended, in the form that was asked for: data on stdout, talk on stderr. */
export interface Reporter {
  /** Aborted when nobody reads stdout any more, with the stream's error as its reason. */
  readonly closed: AbortSignal;
  event(event: TaskEvent): void;
  /**
   * How the work on a task ended; once a task.
   * @returns whether its data could be written in the form that was asked for
   */
  result(result: TaskResult): boolean;
  /** Data that is no task: the object in JSON forms, else the text. @returns as `result` does */
  data(object: JsonObject, text: string): boolean;
  /** How all tasks stand at this moment, on stderr: somebody asked for it, so also with `--quiet`. */
  status(): void;
  /** A sentence that people should know; not with `--quiet`. */
  note(text: string): void;
  /** Takes away all that does not stay, and stops all timers. */
  close(): void;
  /** The command that goes on from here: the last line on stderr, also with `--quiet`. Closes first. */
  resume(command: string): void;
}

/** @throws UsageError where `query` is not an expression, or there are events as well */
export async function createReporter(options: ReporterOptions): Promise<Reporter> {
  const { context, output } = options;
  if (output.events && output.query !== undefined) {
    throw new UsageError(texts.queryOfEvents);
  }
  const { stdout, stderr } = context.streams;
  const style = createStyle({
    ...context,
    stream: stderr,
    color: output.color,
    inForce: options.inForce,
  });
  const onNull = (): void => {
    note(style.texts.noValue);
  };
  // Before the display, whose timers would outlive the error.
  const objectText = await createObjectText({ stream: stdout, query: output.query, onNull });
  const display = await createDisplay(options, style);
  const closed = watchOutput(stdout);
  watchOutput(stderr);
  const eventLine = createEventLines();
  const debug = isDebugging(context.env);
  const talk = (said: string): void => {
    display.print(`${said}\n`, stderr);
  };
  const note = (said: string): void => {
    if (!output.quiet) talk(flowWords(said, { columns: style.columns(), measure: style.measure }));
  };
  const resultText = createResultText({ ...options, objectText });
  const printData = (format: () => string): boolean => {
    try {
      const written = format();
      if (written !== '') display.print(written, stdout);
      return true;
    } catch (error) {
      if (!isSiemExportError(error)) throw error;
      talk(formatErrorLines(error, { style, debug }));
      return false;
    }
  };

  return {
    closed,
    note,
    event(event) {
      display.event(event);
      if (output.verbose) formatRequestLines(event, style).forEach(talk);
      const said = formatNoteLine(event, style);
      const name = style.nameTask(event);
      if (said !== undefined) note(name === undefined ? said : `${name}  ${said}`);
      const line = output.events ? eventLine(event) : undefined;
      if (line !== undefined) display.print(line, stdout);
      if (event.type === 'created') printData(() => resultText.ofCreated(event));
    },
    result(result) {
      display.finish(result);
      // Nobody reads the data any more: that is how it was meant to end, and there is nothing to say, but where it
      // was the file itself.
      if (systemErrorCode(closed.reason) === 'EPIPE' && result.exit !== 'download') return true;
      const line = formatTalk(result, options, style);
      if (line !== undefined) talk(line);
      return closed.aborted || printData(() => resultText.ofResult(result));
    },
    data(object, asText) {
      return printData(() => (isJson(output) || output.events ? objectText(object) : asText));
    },
    status() {
      formatBoardLines(display.board, context.clock.now(), style).forEach(talk);
    },
    close() {
      display.close();
    },
    resume(command) {
      note(style.paint.faint(style.texts.goOn));
      display.close();
      stderr.write(`${command}\n`);
    },
  };
}

async function createDisplay(
  { context, output, stdout }: ReporterOptions,
  style: Style,
): Promise<Display> {
  const { stderr } = context.streams;
  if (output.quiet) return createSilentDisplay();
  if (output.progress && canRedraw(stderr, context.env)) {
    const { createLiveDisplay } = await import('./live/live-display.ts');
    return createLiveDisplay({ context, style });
  }
  if (stdout === 'status') return createSilentDisplay();
  const { createPlainDisplay } = await import('./plain-display.ts');
  return createPlainDisplay({ stream: stderr, clock: context.clock, style });
}

/** What stderr says of a result; undefined where stdout says it all, or where nothing may be said. */
function formatTalk(
  result: TaskResult,
  { context, output, stdout }: ReporterOptions,
  style: Style,
): string | undefined {
  const isError = isWorthTelling(result);
  const isSaid = stdout === 'status' && result.task !== undefined;
  if (!isError && (output.quiet || isSaid)) return undefined;
  return formatFinalLine(result, { style, place: context, debug: isDebugging(context.env) });
}
