import type { Clock } from '../base/context.ts';
import { onAbort } from '../base/on-abort.ts';
import { createDemand, type Demand } from './demand.ts';
import { createRequestRate } from './request-rate.ts';

/** One gate for the requests of all tasks: so many in flight, so many a second, first come first served. */
export interface Limiter {
  /** For the waits whose polls go through this gate. */
  readonly demand: Demand;
  /**
   * Runs `work` as soon as it is its turn.
   * @throws what `work` throws; `signal.reason` at once when the signal is aborted before its turn.
   *   Once begun, `work` looks at the signal itself.
   */
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /**
   * The service throttles: nothing begins for `ms` milliseconds, and requests a second are halved, to
   * grow back within a minute. It concerns every task, not only the one that was told.
   */
  slowDown(ms: number): void;
}

export interface LimiterOptions {
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Requests begun in a second at most. */
  readonly perSecond: number;
  readonly clock: Clock;
}

/** Nobody sees it; the default reason would be made anew, with a stack, for each timer. */
const noLongerNeeded = new Error('the timer is no longer needed');

interface Waiting {
  readonly begin: () => void;
}

/** There is at most one timer, and none while nothing waits or nothing may begin. */
export function createLimiter({ concurrency, perSecond, clock }: LimiterOptions): Limiter {
  const rate = createRequestRate(perSecond);
  const waiting = new Set<Waiting>();
  let inFlight = 0;
  /** Of the last requests, a moving average. */
  let durationMs = 0;
  let timer: AbortController | undefined;

  function stopTimer(): void {
    timer?.abort(noLongerNeeded);
    timer = undefined;
  }

  function startTimer(ms: number): void {
    const started = new AbortController();
    timer = started;
    clock.sleep(ms, { signal: started.signal }).then(
      () => {
        if (timer !== started) return;
        timer = undefined;
        beginDue();
      },
      () => undefined,
    );
  }

  function beginDue(): void {
    for (const next of waiting) {
      if (inFlight >= concurrency) break;
      const delayMs = rate.delayMs(clock.now());
      if (delayMs > 0) {
        if (timer === undefined) startTimer(delayMs);
        return;
      }
      rate.take(clock.now());
      waiting.delete(next);
      inFlight += 1;
      next.begin();
    }
    stopTimer();
  }

  function waitForTurn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stopListening = onAbort(signal, () => {
        waiting.delete(entry);
        reject(signal.reason as Error);
        if (waiting.size === 0) stopTimer();
      });
      const entry = {
        begin: () => {
          stopListening();
          resolve();
        },
      };
      waiting.add(entry);
      // A timer, or a full house, means that this one's turn is not now.
      if (timer === undefined) beginDue();
    });
  }

  function capacityPerSecond(): number {
    return Math.min(rate.perSecondAt(clock.now()), (concurrency * 1000) / durationMs);
  }

  return {
    demand: createDemand(capacityPerSecond),
    async run(signal, work) {
      signal.throwIfAborted();
      await waitForTurn(signal);
      const begunAt = clock.now();
      try {
        // Aborted between its turn and now: the turn is not used for a request nobody waits for.
        signal.throwIfAborted();
        return await work();
      } finally {
        inFlight -= 1;
        durationMs += (Math.max(0, clock.now() - begunAt) - durationMs) / 16;
        if (timer === undefined) beginDue();
      }
    },
    slowDown(ms) {
      // A timer that is running fires before the pause is over, sees it, and sleeps on.
      rate.slowDown(clock.now(), ms);
    },
  };
}
