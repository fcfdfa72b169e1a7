import { onAbort } from '../base/on-abort.ts';
import type { ByteRange } from './byte-ranges.ts';
import {
  fetchSegment,
  type Segment,
  type SegmentOptions,
  type SegmentSink,
} from './fetch-segment.ts';
import type { OpenResponse } from './open-response.ts';
import { createSegmentQueue } from './segment-queue.ts';

export interface ConnectionsOptions extends Omit<SegmentOptions, 'sink' | 'first'> {
  /** What is to be fetched, first to last. */
  readonly gaps: readonly ByteRange[];
  /** Open at the first gap's start. */
  readonly first: OpenResponse;
  /** One for each segment, from its first byte on. */
  readonly createSink: (position: number) => SegmentSink;
}

/** Connections that share the gaps of a file among them. */
export interface Connections {
  /** Aborted when all is over, or one of them has failed for good. */
  readonly signal: AbortSignal;
  growTo(count: number): void;
  /** Resolves when all of them are done. @throws as `fetchSegment`, what the first that failed did */
  end(): Promise<void>;
}

/**
 * Begins with `initial` connections, the first of them with the open answer. Each takes the next
 * segment when it is done with one; the first that fails for good ends them all.
 */
export function createConnections(options: ConnectionsOptions, initial: number): Connections {
  const { session, gaps, createSink } = options;
  session.signal.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const stopListening = onAbort(session.signal, () => {
    controller.abort(session.signal.reason);
  });
  // It was opened before there was this signal.
  onAbort(signal, () => options.first.body.destroy());

  let planned = initial;
  const plan = createSegmentQueue(gaps, () => planned);
  const active = new Set<Segment>();
  const work = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;

  const fetchAll = async (given?: OpenResponse): Promise<void> => {
    let first = given;
    for (let segment = plan.take(); segment !== undefined; segment = plan.take()) {
      signal.throwIfAborted();
      active.add(segment);
      const sink = createSink(segment.position);
      await fetchSegment(segment, { ...options, session: { ...session, signal }, sink, first });
      active.delete(segment);
      first = undefined;
    }
    first?.body.destroy();
  };
  const start = (first?: OpenResponse): void => {
    const done = fetchAll(first)
      .catch((error: unknown) => {
        failure ??= { error };
        controller.abort(error);
      })
      .finally(() => work.delete(done));
    work.add(done);
  };

  start(options.first);
  while (work.size < initial) start();
  return {
    signal,
    growTo(count) {
      const wasAlone = planned === 1;
      planned = count;
      if (wasAlone) for (const segment of active) plan.share(segment);
      while (work.size < count) start();
    },
    async end() {
      while (work.size > 0) await Promise.all(work);
      stopListening();
      controller.abort();
      if (failure !== undefined) throw failure.error;
    },
  };
}
