import { EventEmitter, on } from 'node:events';
import { onAbort } from '../base/on-abort.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import { toExportTask, type ExportTask } from './exported-task.ts';
import { waitRules } from './option-rules.ts';
import type { LibraryContext, WaitOptions } from './task-options.ts';
import { validateOptions, type TaskName } from './validate-options.ts';
import { wait } from './wait-for-task.ts';

/**
 * The state of a task at one moment of a wait.
 *
 * @example
 * ```ts
 * import { watchExportTask, type WatchedTask } from 'siem-export';
 *
 * const formatState = ({ poll, progress, estimatedEndAt }: WatchedTask): string =>
 *   `poll ${poll}: ${progress} %, done at about ${estimatedEndAt?.toISOString() ?? '?'}`;
 * for await (const task of watchExportTask('200013')) console.log(formatState(task));
 * ```
 */
export interface WatchedTask extends ExportTask {
  /** Number of the response, counted from 1. */
  readonly poll: number;
  /** When the task may end, judging by its progress; undefined: no estimate yet. */
  readonly estimatedEndAt: Date | undefined;
}

export function watchTask(
  name: TaskName | undefined,
  options: WaitOptions,
  system: LibraryContext,
): AsyncIterableIterator<WatchedTask> {
  const leaving = new AbortController();
  const states = readStates(name, { options, system, leaving: leaving.signal });
  // A generator alone would make `return` wait for the next state, which may never come.
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
  /** Aborted when the reader has left the loop. */
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
    onChange((task) => emitter.emit('change', task)),
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
    // Leaving the loop early ends the wait.
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

/** Reports the first response, and each with another state, status or progress. */
function onChange(report: (task: WatchedTask) => void): (event: TaskEvent) => void {
  let last: string | undefined;
  return (event) => {
    if (event.type !== 'poll') return;
    const { task, poll, estimatedEndAt: at } = event;
    const facts = JSON.stringify([task.state, task.status, task.progress]);
    if (facts === last) return;
    last = facts;
    report({
      ...toExportTask(task),
      poll,
      estimatedEndAt: at === undefined ? undefined : new Date(at),
    });
  };
}
