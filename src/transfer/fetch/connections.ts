import { onAbort } from '../../base/on-abort.ts';
import type { ByteRange } from './byte-ranges.ts';
import {
  fetchSegment,
  type Segment,
  type SegmentOptions,
  type SegmentSink,
} from './fetch-segment.ts';
import type { OpenResponse } from '../store/request.ts';
import { createSegmentQueue } from './segment-queue.ts';

export interface ConnectionsOptions extends Omit<SegmentOptions, 'sink' | 'first'> {
  /** The ranges to fetch, in order. */
  readonly gaps: readonly ByteRange[];
  /** Begins at the first gap. */
  readonly first: OpenResponse;
  /** Called for each segment. */
  readonly createSink: (position: number) => SegmentSink;
}

/** Connections that fetch the gaps of a file together. */
export interface Connections {
  /** Aborted when all connections have ended, or one has failed for good. */
  readonly signal: AbortSignal;
  growTo(count: number): void;
  /** Resolves when all connections have ended. @throws the first failure, as `fetchSegment` */
  end(): Promise<void>;
}

/**
 * Starts `initial` connections, the first of them with the open response. Each takes segments from
 * the queue until it is empty; the first that fails for good ends them all.
 */
export function createConnections(options: ConnectionsOptions, initial: number): Connections {
  const { session, gaps, createSink } = options;
  session.signal.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const stopListening = onAbort(session.signal, () => {
    controller.abort(session.signal.reason);
  });
  // The response was opened before this signal existed.
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
