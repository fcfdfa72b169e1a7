import type { ByteRange } from './byte-ranges.ts';
import { fetchSegment, type SegmentOptions, type SegmentSink } from './fetch-segment.ts';
import { hasIdentity, type ObjectFacts } from './object-facts.ts';
import type { OpenAnswer } from './open-answer.ts';
import { createWorkPlan, leastSegmentBytes, type WorkPlan } from './work-plan.ts';

export interface GapsOptions extends Omit<SegmentOptions, 'sink' | 'first'> {
  /** What is to be fetched, first to last. */
  readonly gaps: readonly ByteRange[];
  /** Open at the first gap's start. */
  readonly first: OpenAnswer;
  readonly connections: number | 'auto';
  /** One for each segment, from its first byte on. */
  readonly createSink: (position: number) => SegmentSink;
}

/** Below this, a second connection does not pay. */
const parallelFromBytes = 64 * 2 ** 20;
const usualConnections = 4;
/** Each costs some megabytes of memory. */
const mostConnections = 8;
const growthIntervalMs = 2000;
/** One connection more has to raise the pace by this factor, or it was the last. */
const worthwhileGain = 1.1;

/**
 * Fetches the gaps of a file, over several connections where it is large. Each takes the next segment
 * when it is done with one; the first that fails for good ends them all.
 *
 * @throws as `fetchSegment`
 */
export async function fetchGaps(options: GapsOptions): Promise<void> {
  const { session, gaps, facts, connections } = options;
  const gapBytes = gaps.reduce((sum, { start, end }) => sum + end - start, 0);
  let count = canSplit(options.first, facts) ? countFor(connections, gapBytes) : 1;
  const plan = createWorkPlan(gaps, () => count);
  const run = createRun(options, plan);
  run.start(options.first);
  for (let index = 1; index < count; index++) run.start();
  if (count > 1 && connections === 'auto') {
    void grow({ ...options, session: { ...session, signal: run.signal } }, () => {
      if (count >= mostConnections) return false;
      count += 1;
      run.start();
      return true;
    });
  }
  await run.end();
}

function canSplit({ start }: OpenAnswer, facts: ObjectFacts): boolean {
  return hasIdentity(facts) && (facts.acceptsRanges || start > 0);
}

function countFor(connections: number | 'auto', gapBytes: number): number {
  const most = Math.max(1, Math.floor(gapBytes / leastSegmentBytes));
  if (connections !== 'auto') return Math.min(connections, most);
  return gapBytes < parallelFromBytes ? 1 : usualConnections;
}

interface Run {
  /** Aborted when the run is over, or one of its connections has failed. */
  readonly signal: AbortSignal;
  /** One more connection. */
  start(first?: OpenAnswer): void;
  /** Resolves when all of them are done. */
  end(): Promise<void>;
}

function createRun(options: GapsOptions, plan: WorkPlan): Run {
  const { session, createSink } = options;
  const controller = new AbortController();
  const { signal } = controller;
  const work = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const stop = (): void => {
    controller.abort(session.signal.reason);
  };
  session.signal.addEventListener('abort', stop, { once: true });

  const fetchAll = async (given?: OpenAnswer): Promise<void> => {
    let first = given;
    for (let segment = plan.take(); segment !== undefined; segment = plan.take()) {
      signal.throwIfAborted();
      const sink = createSink(segment.position);
      await fetchSegment(segment, { ...options, session: { ...session, signal }, sink, first });
      first = undefined;
    }
    first?.body.destroy();
  };
  return {
    signal,
    start(first) {
      // It was opened before there was this signal.
      if (first !== undefined) signal.addEventListener('abort', () => first.body.destroy());
      const done = fetchAll(first)
        .catch((error: unknown) => {
          failure ??= { error };
          controller.abort(error);
        })
        .finally(() => work.delete(done));
      work.add(done);
    },
    async end() {
      while (work.size > 0) await Promise.all(work);
      session.signal.removeEventListener('abort', stop);
      controller.abort();
      if (failure !== undefined) throw failure.error;
    },
  };
}

/** Adds connections for as long as that pays. */
async function grow(
  { session, progress }: Pick<GapsOptions, 'session' | 'progress'>,
  addConnection: () => boolean,
): Promise<void> {
  const { clock, signal } = session;
  const measure = async (): Promise<number> => {
    const before = progress.receivedBytes;
    await clock.sleep(growthIntervalMs, { signal });
    return progress.receivedBytes - before;
  };
  try {
    let pace = await measure();
    while (addConnection()) {
      const faster = await measure();
      if (faster < pace * worthwhileGain) return;
      pace = faster;
    }
  } catch {
    // The transfer is over.
  }
}
