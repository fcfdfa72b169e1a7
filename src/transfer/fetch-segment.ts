import { isSiemExportError, SiemExportError } from '../base/errors.ts';
import { createRetryBudget } from '../waiter/retry-budget.ts';
import { retry, type RetryOptions } from '../waiter/retry.ts';
import type { ObjectFacts } from './object-facts.ts';
import { openResponse, type OpenResponse, type TransferSession } from './open-response.ts';
import { RenewalFailedError } from './link-source.ts';
import type { Progress } from './progress.ts';
import type { RangeRequest } from './store-response.ts';
import { receiveBody, type ChunkTaken } from './receive-body.ts';
import { createTooLongError, StoreTroubleError } from './store-error.ts';
import { text } from './texts.ts';

/** Bytes to be fetched over one connection; `position` goes forward as they arrive. */
export interface Segment {
  position: number;
  /** Exclusive; undefined: up to the end of the object, which nobody knows yet. May come nearer. */
  end: number | undefined;
}

/** Where the bytes of a segment go. */
export interface SegmentSink {
  /** Takes a chunk over, memory and all. @returns a promise where the next one has to wait */
  take(position: number, chunk: Buffer): Promise<unknown> | undefined;
  /** Called after each attempt, however it went: what was taken is safe when this resolves. */
  flush(): Promise<void>;
  /** The body ended, and the store had not said where. @throws SiemExportError where that cannot be the end */
  validateEnd(): Promise<void>;
}

export interface SegmentOptions {
  readonly session: TransferSession;
  /** The object that all bytes have to come from. */
  readonly facts: ObjectFacts;
  readonly progress: Progress;
  readonly sink: SegmentSink;
  /** Told what each further answer says of the object. */
  readonly onFacts?: ((facts: ObjectFacts) => void) | undefined;
  /** An answer that is open already, at the segment's position. */
  readonly first?: OpenResponse | undefined;
}

/**
 * Fetches a segment, over as many connections as it takes: each goes on at the byte at which the one
 * before it broke off. The budget of failures is full again with every byte that arrives.
 *
 * @throws CannotContinueError where the store has no more of the same object; SiemExportError; a system
 *   error of the sink; the signal's reason when aborted
 */
export async function fetchSegment(segment: Segment, options: SegmentOptions): Promise<void> {
  const { session, sink } = options;
  const budget = createRetryBudget(session);
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

/** The first answer, before anything is known of the object. @throws as `fetchSegment` */
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
      afterMs: error instanceof StoreTroubleError ? error.retryAfterMs : undefined,
    }),
    onRetry: ({ failures, maxFailures, delayMs, error }) => {
      if (!isSiemExportError(error)) return;
      const { code, message } = error;
      onEvent?.({ type: 'retry', failures, maxFailures, delayMs, code, message });
    },
  };
}

/** The request for a fresh Link has had retries of its own. */
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
  /** What the chunk that ends the segment would make the next one wait for. */
  let last: Promise<unknown> | undefined;
  const take = (received: Buffer): ChunkTaken => {
    response.touch();
    const end = Math.min(segment.end ?? Infinity, response.end ?? Infinity);
    const room = end - segment.position;
    if (received.length > room && end === response.end)
      throw createTooLongError(response.facts.requestId);
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
    throw createEarlyEnd(segment.end - segment.position);
  }
}

/** @param missingBytes undefined: the digest alone says that there is more */
export function createEarlyEnd(missingBytes: number | undefined): SiemExportError {
  const message = text((texts) => texts.endedEarly(missingBytes));
  return new SiemExportError('EndedEarly', 'unavailable', message, { retryable: true });
}
