import { DeadlineReachedError } from '../base/deadline.ts';
import { createAlarm } from '../base/alarm.ts';
import type { Clock } from '../base/context.ts';
import { onAbort } from '../base/on-abort.ts';
import { createRequestRate } from './request-rate.ts';
import { createPermitQueue } from './permit-queue.ts';

/** Limits the requests of all tasks, in flight and per second; the others queue. */
export interface Limiter {
  /**
   * Waits for a permit, which allows one request.
   * @throws DeadlineReachedError at `untilAt`; `signal.reason` as soon as the signal is aborted
   */
  take(options: TakeOptions): Promise<Permit>;
  /**
   * Runs `work` with a permit.
   * @throws what `work` throws; `signal.reason` when the signal is aborted before the permit is given.
   *   After that, `work` must handle the signal itself.
   */
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /**
   * The service throttles: nothing begins for `ms` milliseconds; then the rate is halved and recovers within
   * a minute. Applies to all tasks, not only to the one that was throttled.
   */
  slowDown(ms: number): void;
}

export interface TakeOptions {
  readonly signal: AbortSignal;
  /** Epoch milliseconds: gives up waiting then. Default: never. */
  readonly untilAt?: number | undefined;
  /** Epoch milliseconds: the earliest comes first. Default: now. */
  readonly preferredAt?: number | undefined;
}

/** The right to one request. */
export interface Permit {
  /** The request has ended, or will not be sent. Further calls have no effect. */
  release(): void;
}

export interface LimiterOptions {
  /** Maximum requests in flight. */
  readonly concurrency: number;
  /** Maximum requests per second. */
  readonly perSecond: number;
  readonly clock: Clock;
}

/**
 * The first request of a program is slow: it loads code, fetches credentials and connects. Requests that begin
 * meanwhile would all be sent together with it, faster than the rate allows. They wait until it has ended,
 * or for this many milliseconds.
 */
const longestWarmUpMs = 1000;

/** At most one timer, which runs only while something waits that may begin or give up. */
export function createLimiter({ concurrency, perSecond, clock }: LimiterOptions): Limiter {
  const rate = createRequestRate(perSecond);
  const queue = createPermitQueue();
  const alarm = createAlarm(clock, processQueue);
  let inFlight = 0;
  /** Until then at most one request is in flight. Not needed without a rate. */
  let warmAt = perSecond === Infinity ? -Infinity : Infinity;

  function processQueue(): void {
    const now = clock.now();
    for (const { giveUp } of queue.shiftExpired(now)) giveUp();
    const mostInFlight = (): number => (now < warmAt ? 1 : concurrency);
    while (queue.size > 0 && inFlight < mostInFlight() && rate.delayMs(now) === 0) {
      rate.take(now);
      inFlight += 1;
      if (warmAt === Infinity) warmAt = now + longestWarmUpMs;
      queue.shift()?.begin();
    }
    const hasRoom = inFlight < mostInFlight();
    const beginsAt = hasRoom ? now + rate.delayMs(now) : now < warmAt ? warmAt : Infinity;
    alarm.set(queue.size === 0 ? Infinity : Math.min(beginsAt, queue.firstGivesUpAt));
  }

  function waitForPermit(options: TakeOptions): Promise<void> {
    const { signal, untilAt = Infinity, preferredAt = clock.now() } = options;
    return new Promise((resolve, reject) => {
      const stopListening = onAbort(signal, () => {
        queue.remove(waiting);
        reject(signal.reason as Error);
        if (queue.size === 0) processQueue();
      });
      const waiting = {
        preferredAt,
        untilAt,
        begin: () => {
          stopListening();
          resolve();
        },
        giveUp: () => {
          stopListening();
          reject(new DeadlineReachedError('no permit in time'));
        },
      };
      queue.add(waiting);
      processQueue();
    });
  }

  function createPermit(): Permit {
    let hasEnded = false;
    return {
      release() {
        if (hasEnded) return;
        hasEnded = true;
        inFlight -= 1;
        warmAt = -Infinity;
        processQueue();
      },
    };
  }

  const take = async (options: TakeOptions): Promise<Permit> => {
    options.signal.throwIfAborted();
    await waitForPermit(options);
    return createPermit();
  };
  return {
    take,
    async run(signal, work) {
      const permit = await take({ signal });
      try {
        // Aborted since the permit was given: nobody waits for this request.
        signal.throwIfAborted();
        return await work();
      } finally {
        permit.release();
      }
    },
    slowDown(ms) {
      // A timer that is running fires before the pause is over, sees it, and sleeps on.
      rate.slowDown(clock.now(), ms);
    },
  };
}
