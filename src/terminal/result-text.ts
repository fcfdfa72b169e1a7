import type { Context } from '../base/context.ts';
import { formatJson } from '../base/json.ts';
import type { PartlyKnownTask, ScopeInForce } from '../base/task-reference.ts';
import type { TaskResult } from '../operations/task-result.ts';
import { formatResultEvent } from './data/event-object.ts';
import type { ObjectText } from './data/object-text.ts';
import { formatTaskObject } from './data/task-object.ts';
import { formatStatusBlock } from './lines/status-block.ts';
import { createStyle, createTaskNames } from './style/style.ts';

/** The form of what stdout holds. */
export interface DataSettings {
  /** JSON objects. */
  readonly json?: boolean | undefined;
  /** JMESPath that is applied to each JSON object. */
  readonly query?: string | undefined;
  readonly events?: boolean | undefined;
  /** The Link's query in human output too. */
  readonly showLink?: boolean | undefined;
  /** False: no colours. */
  readonly color: boolean;
}

/** What stdout holds of the work on tasks, in the form that was asked for. */
export interface ResultText {
  /** The shortest reference to a new task; empty if stdout has another form. */
  readonly ofCreated: (task: PartlyKnownTask) => string;
  /** The result of the work on a task; empty where there is none. */
  readonly ofResult: (result: TaskResult) => string;
}

export interface ResultTextOptions {
  readonly context: Pick<Context, 'streams' | 'env' | 'clock'>;
  readonly output: DataSettings;
  readonly stdout: 'status' | 'none' | 'id';
  readonly objectText: ObjectText;
  /** What a printed reference may leave out. Default: all but the id. */
  readonly lasting?: ScopeInForce | undefined;
}

export function createResultText(options: ResultTextOptions): ResultText {
  const { context, output, stdout, objectText } = options;
  const { clock } = context;
  const nothing = (): string => '';
  const nameTask = createTaskNames(options.lasting);
  if (output.events) {
    const ofResult = (result: TaskResult): string =>
      `${formatJson(formatResultEvent(result, clock.now()))}\n`;
    return { ofCreated: nothing, ofResult };
  }
  if (isJson(output)) {
    return { ofCreated: nothing, ofResult: (result) => objectText(formatTaskObject(result)) };
  }
  return {
    ofCreated: stdout === 'id' ? (task) => `${nameTask(task) ?? ''}\n` : nothing,
    ofResult: stdout === 'status' ? createStatusText(options) : nothing,
  };
}

/** `--query` picks from JSON. */
export function isJson({ json, query }: DataSettings): boolean {
  return json === true || query !== undefined;
}

function createStatusText({ context, output }: ResultTextOptions): ResultText['ofResult'] {
  const { streams, clock } = context;
  const style = createStyle({ ...context, stream: streams.stdout, color: output.color });
  const showLink = output.showLink ?? false;
  let separator = '';
  return (result) => {
    if (result.task === undefined) return '';
    const block = formatStatusBlock(result, { style, now: clock.now(), showLink });
    const text = `${separator}${block}\n`;
    separator = '\n';
    return text;
  };
}
