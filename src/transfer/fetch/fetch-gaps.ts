import { createConnections, type Connections, type ConnectionsOptions } from './connections.ts';
import { hasIdentity } from '../store/object-facts.ts';
import { leastSegmentBytes } from './segment-queue.ts';

export interface GapsOptions extends ConnectionsOptions {
  readonly connections: number | 'auto';
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
  const isAuto = connections === 'auto' && gapBytes >= parallelFromBytes;
  const most = Math.max(1, Math.floor(gapBytes / leastSegmentBytes));
  const asked = connections === 'auto' ? 1 : Math.min(connections, most);
  const canSplit = hasIdentity(facts) && (facts.acceptsRanges || first.start > 0);
  const run = createConnections(options, canSplit ? asked : 1);
  if (isAuto && canSplit) void growWhileItPays(options, run);
  await run.end();
}

async function growWhileItPays(
  { session: { clock }, progress }: Pick<ConnectionsOptions, 'session' | 'progress'>,
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
