import { onAbort } from '../../base/on-abort.ts';
import { hasIdentity, type ByteRange } from '../store/object-facts.ts';
import type { OpenResponse } from '../store/request.ts';
import {
  fetchSegment,
  type Segment,
  type SegmentOptions,
  type SegmentSink,
} from './fetch-segment.ts';
import { createSegmentQueue, leastSegmentBytes } from './segment-queue.ts';

export interface GapsOptions extends Omit<SegmentOptions, 'sink' | 'first'> {
  /** The ranges to fetch, in order. */
  readonly gaps: readonly ByteRange[];
  readonly connections: number | 'auto';
  /** Begins at the first gap. */
  readonly first: OpenResponse;
  /** Called for each segment. */
  readonly createSink: (position: number) => SegmentSink;
}

/** Smaller transfers gain nothing from a second connection. */
const parallelFromBytes = 64 * 2 ** 20;
const usualConnections = 4;
/** Each connection takes some megabytes of memory. */
const mostConnections = 8;
/** About 1 Gbit/s: if one connection is that fast, more of them gain nothing. */
const fastBytesPerMs = 100_000;
const firstLookMs = 300;
const growthIntervalMs = 2000;
/** Another connection has to raise the pace by this factor, or it was the last. */
const worthwhileGain = 1.1;

/**
 * Fetches the gaps of a file, over several connections if the file is large and they make it faster.
 * @throws as `fetchSegment`
 */
export async function fetchGaps(options: GapsOptions): Promise<void> {
  const { gaps, connections, facts, first } = options;
  const gapBytes = gaps.reduce((sum, { start, end }) => sum + end - start, 0);
  const most = Math.max(1, Math.floor(gapBytes / leastSegmentBytes));
  const asked = connections === 'auto' ? 1 : Math.min(connections, most);
  const canSplit = hasIdentity(facts) && (facts.acceptsRanges || first.start > 0);
  const open = openConnections(options, canSplit ? asked : 1);
  const mayGrow = connections === 'auto' && canSplit && gapBytes >= parallelFromBytes;
  if (mayGrow) void growWhileItPays(options, open);
  await open.end();
}

async function growWhileItPays(
  { session: { clock }, progress }: Pick<GapsOptions, 'session' | 'progress'>,
  run: Connections,
): Promise<void> {
  const measure = async (ms: number): Promise<number> => {
    const [bytes, at] = [progress.receivedBytes, clock.now()];
    await clock.sleep(ms, { signal: run.signal });
    return (progress.receivedBytes - bytes) / (clock.now() - at);
  };
  try {
    if ((await measure(firstLookMs)) >= fastBytesPerMs) return;
    run.growTo(usualConnections);
    let pace = await measure(growthIntervalMs);
    for (let count = usualConnections + 1; count <= mostConnections; count++) {
      run.growTo(count);
      const faster = await measure(growthIntervalMs);
      if (faster < pace * worthwhileGain) return;
      pace = faster;
    }
  } catch {
    // The transfer is over.
  }
}

/** Connections that fetch the gaps of a file together. */
interface Connections {
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
function openConnections(options: GapsOptions, initial: number): Connections {
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
  const queue = createSegmentQueue(gaps, () => planned);
  const active = new Set<Segment>();
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;

  const fetchSegments = async (given?: OpenResponse): Promise<void> => {
    let first = given;
    for (let segment = queue.take(); segment !== undefined; segment = queue.take()) {
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
    const done = fetchSegments(first)
      .catch((error: unknown) => {
        failure ??= { error };
        controller.abort(error);
      })
      .finally(() => running.delete(done));
    running.add(done);
  };

  start(options.first);
  while (running.size < initial) start();
  return {
    signal,
    growTo(count) {
      const wasAlone = planned === 1;
      planned = count;
      if (wasAlone) for (const segment of active) queue.share(segment);
      while (running.size < count) start();
    },
    async end() {
      while (running.size > 0) await Promise.all(running);
      stopListening();
      controller.abort();
      if (failure !== undefined) throw failure.error;
    },
  };
}
