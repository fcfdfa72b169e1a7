import { EventEmitter, on } from 'node:events';
import { onAbort } from '../base/on-abort.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import { toExportTask, type ExportTask } from './exported-task.ts';
import { waitRules } from './option-rules.ts';
import type { LibraryContext, WaitOptions } from './task-options.ts';
import { validateOptions, type TaskName } from './validate-options.ts';
import { wait } from './wait-for-task.ts';

/**
 * A task as it stood at one moment of a wait.
 *
 * @example
 * ```ts
 * import { watchExportTask, type WatchedTask } from 'siem-export';
 *
 * const formatState = ({ poll, progress, estimatedEndAt }: WatchedTask): string =>
 *   `answer ${poll}: ${progress} %, done about ${estimatedEndAt?.toISOString() ?? 'some time'}`;
 * for await (const task of watchExportTask('200013')) console.log(formatState(task));
 * ```
 */
export interface WatchedTask extends ExportTask {
  /** The number of the answer, counted from 1. */
  readonly poll: number;
  /** When the task may be done, by its progress so far; undefined while there is no estimate. */
  readonly estimatedEndAt: Date | undefined;
}

export function watchTask(
  name: TaskName | undefined,
  options: WaitOptions,
  system: LibraryContext,
): AsyncIterableIterator<WatchedTask> {
  const leaving = new AbortController();
  const states = readStates(name, { options, system, leaving: leaving.signal });
  // A generator alone would let `return` wait for the next state, which may be far away, or never come.
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => states.next(),
    return() {
      leaving.abort();
      return states.return();
    },
  };
}

interface Watch {
  readonly options: WaitOptions;
  readonly system: LibraryContext;
  /** Aborted when whoever reads the states has enough. */
  readonly leaving: AbortSignal;
}

async function* readStates(
  name: TaskName | undefined,
  { options, system, leaving }: Watch,
): AsyncGenerator<WatchedTask, void, undefined> {
  validateOptions(options, waitRules);
  options.signal?.throwIfAborted();
  const stop = new AbortController();
  const stopForwarding = [options.signal, leaving].map((signal) => forwardAbort(signal, stop));
  const emitter = new EventEmitter();
  const changes = on(emitter, 'change', { close: ['end'] });
  const waiting = wait(
    name,
    { options: { ...options, signal: stop.signal }, system },
    tellChanges((task) => emitter.emit('change', task)),
  ).then((result) => {
    if (result.outcome === 'timed-out' || result.outcome === 'stalled') throw result.error as Error;
    emitter.emit('end');
  });
  const failing = waiting.catch((error: unknown) => emitter.emit('error', error));
  try {
    for await (const [task] of changes as AsyncIterable<[WatchedTask]>) yield task;
  } catch (error) {
    if (!leaving.aborted) throw error;
  } finally {
    // Whoever leaves the loop early has enough: the wait ends with it.
    stop.abort();
    for (const stopEach of stopForwarding) stopEach();
    await failing.catch(() => undefined);
  }
}

function forwardAbort(signal: AbortSignal | undefined, to: AbortController): () => void {
  if (signal === undefined) return () => undefined;
  return onAbort(signal, () => {
    to.abort(signal.reason);
  });
}

/** Tells of the first answer, and of each whose state, status or progress is another one. */
function tellChanges(tell: (task: WatchedTask) => void): (event: TaskEvent) => void {
  let last: string | undefined;
  return (event) => {
    if (event.type !== 'poll') return;
    const { task, poll, estimatedEndAt: at } = event;
    const facts = JSON.stringify([task.state, task.status, task.progress]);
    if (facts === last) return;
    last = facts;
    tell({
      ...toExportTask(task),
      poll,
      estimatedEndAt: at === undefined ? undefined : new Date(at),
    });
  };
}
