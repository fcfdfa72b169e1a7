import { isSiemExportError } from '../../base/errors.ts';
import { createRetryBudget, limitRetries } from '../../waiter/retry-budget.ts';
import { retry, type RetryOptions } from '../../waiter/retry.ts';
import type { ObjectFacts } from '../store/object-facts.ts';
import { openResponse, type OpenResponse, type StoreSession } from '../store/request.ts';
import { RenewalFailedError } from '../store/link.ts';
import type { Progress } from './progress.ts';
import type { RateLimit } from './rate-limit.ts';
import type { RangeRequest } from '../store/response.ts';
import { receiveBody, type ChunkTaken } from '../store/body.ts';
import { StoreUnavailableError } from '../store/errors.ts';
import { raiseStoreError } from '../store/codes.ts';
import { texts } from '../store/texts.ts';

/** Shared by all connections of a transfer. */
export interface TransferSession extends StoreSession {
  readonly limit: RateLimit;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** Bytes to fetch over one connection; `position` advances as they arrive. */
export interface Segment {
  position: number;
  /** Exclusive; undefined: the end of the object, which is not known yet. May decrease. */
  end: number | undefined;
}

/** Receives the bytes of a segment. */
export interface SegmentSink {
  /** Takes ownership of the chunk's memory. @returns a promise if the next chunk has to wait */
  take(position: number, chunk: Buffer): Promise<unknown> | undefined;
  /** Called after each attempt, failed or not. Resolves when all chunks are written. */
  flush(): Promise<void>;
  /** Called when the body ends and its length was not announced. @throws SiemExportError if bytes are missing */
  validateEnd(): Promise<void>;
}

export interface SegmentOptions {
  readonly session: TransferSession;
  /** The object that every byte has to come from. */
  readonly facts: ObjectFacts;
  readonly progress: Progress;
  readonly sink: SegmentSink;
  /** Called with the facts of each further response. */
  readonly onFacts?: ((facts: ObjectFacts) => void) | undefined;
  /** A response that is already open at the segment's position. */
  readonly first?: OpenResponse | undefined;
}

/**
 * Fetches a segment. After a failure, the next connection continues at the byte at which the last
 * one broke off; every byte that arrives resets the retry budget.
 *
 * @throws CannotContinueError if the object in the store changed; SiemExportError; a system error of
 *   the sink; the signal's reason when aborted
 */
export async function fetchSegment(segment: Segment, options: SegmentOptions): Promise<void> {
  const { session, sink } = options;
  const policy = limitRetries(session.limits.retries);
  const budget = createRetryBudget({ ...session, policy });
  const onBytes = (): void => {
    budget.reset();
  };
  let { first } = options;
  const attempt = async (): Promise<void> => {
    const response = first ?? (await openResponse(rangeRequestOf(segment, options), session));
    first = undefined;
    options.onFacts?.(response.facts);
    segment.end ??= response.facts.totalBytes;
    try {
      await receive(segment, response, { ...options, onBytes });
    } finally {
      response.body.destroy();
      await sink.flush();
    }
  };
  await retry(attempt, { ...retryOptions(session), budget });
}

/** Opens the first response. @throws as `fetchSegment` */
export function openFirst(request: RangeRequest, session: TransferSession): Promise<OpenResponse> {
  return retry(() => openResponse(request, session), retryOptions(session));
}

function retryOptions({ clock, random, signal, onEvent }: TransferSession): RetryOptions {
  return {
    clock,
    random,
    signal,
    advise: (error) => ({
      retry: isTransient(error),
      afterMs: error instanceof StoreUnavailableError ? error.retryAfterMs : undefined,
    }),
    onRetry: ({ failures, maxFailures, delayMs, error }) => {
      if (!isSiemExportError(error)) return;
      const { code, message } = error;
      onEvent?.({ type: 'retry', failures, maxFailures, delayMs, code, message });
    },
  };
}

/** The request for a new link has its own retries. */
function isTransient(error: unknown): boolean {
  if (!isSiemExportError(error) || error instanceof RenewalFailedError) return false;
  return error.exit === 'unavailable' && error.retryable;
}

function rangeRequestOf(
  { position, end }: Segment,
  { facts, progress }: SegmentOptions,
): RangeRequest {
  const isRest = end === facts.totalBytes;
  const neededMs = end === undefined ? 0 : progress.estimateMs(end - position);
  return { start: position, end: isRest ? undefined : end, known: facts, neededMs };
}

interface ReceiveOptions extends SegmentOptions {
  readonly onBytes: () => void;
}

async function receive(
  segment: Segment,
  response: OpenResponse,
  { session, sink, progress, onBytes }: ReceiveOptions,
): Promise<void> {
  const { limit, signal } = session;
  /** What the segment's last chunk has to wait for. */
  let last: Promise<unknown> | undefined;
  const take = (received: Buffer): ChunkTaken => {
    response.touch();
    const end = Math.min(segment.end ?? Infinity, response.end ?? Infinity);
    const room = end - segment.position;
    if (received.length > room && end === response.end) {
      throw raiseStoreError('BodyTooLong', { requestId: response.facts.requestId });
    }
    const chunk = received.length > room ? received.subarray(0, room) : received;
    const { length } = chunk;
    onBytes();
    progress.add(length);
    const stored = sink.take(segment.position, chunk);
    segment.position += length;
    const held = limit.take(length, signal);
    const ready =
      stored === undefined || held === undefined ? (stored ?? held) : Promise.all([stored, held]);
    if (segment.position !== end || end === response.end) return ready;
    last = ready;
    return 'enough';
  };
  if (segment.position === segment.end) return;
  await receiveBody(response.body, { take, toError: response.toError });
  await last;
  if (segment.end === undefined) {
    await sink.validateEnd();
  } else if (segment.position < segment.end) {
    const message = texts.missingBytes(segment.end - segment.position);
    throw raiseStoreError('EndedEarly', { message });
  }
}
