import { DeadlineReachedError } from '../base/deadline.ts';
import { createAlarm } from '../base/alarm.ts';
import type { Clock } from '../base/context.ts';
import { onAbort } from '../base/on-abort.ts';
import { createRequestRate } from './request-rate.ts';
import { createPermitQueue } from './permit-queue.ts';

/** One gate for the requests of all tasks: so many in flight, so many a second; the others queue. */
export interface Limiter {
  /**
   * Waits for a turn; whoever has it sends one request.
   * @throws DeadlineReachedError at `untilAt`; `signal.reason` as soon as the signal is aborted
   */
  take(options: TakeOptions): Promise<Permit>;
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

export interface TakeOptions {
  readonly signal: AbortSignal;
  /** Epoch milliseconds: the turn is of no use at or after it. Default: never. */
  readonly untilAt?: number | undefined;
  /** Epoch milliseconds: who wished for an earlier turn comes first. Default: now. */
  readonly wishedAt?: number | undefined;
}

/** The right to one request. */
export interface Permit {
  /** The request is over, or will not be sent. Further calls have no effect. */
  release(): void;
}

export interface LimiterOptions {
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Requests begun in a second at most. */
  readonly perSecond: number;
  readonly clock: Clock;
}

/**
 * The first request of a program leaves late: code is loaded for it, keys are fetched, a connection is made. Those
 * that begin meanwhile would all leave together with it, more than the rate allows. So they begin when it is
 * over, or after this many milliseconds.
 */
const longestWarmUpMs = 1000;

/** There is at most one timer, and none while nothing waits, or nothing may begin or give up. */
export function createLimiter({ concurrency, perSecond, clock }: LimiterOptions): Limiter {
  const rate = createRequestRate(perSecond);
  const queue = createPermitQueue();
  const alarm = createAlarm(clock, processQueue);
  let inFlight = 0;
  /** Until then one request is in flight at most. Nothing can be too fast where there is no rate. */
  let warmAt = perSecond === Infinity ? -Infinity : Infinity;

  /** Does what is due. */
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
    const { signal, untilAt = Infinity, wishedAt = clock.now() } = options;
    return new Promise((resolve, reject) => {
      const stopListening = onAbort(signal, () => {
        queue.remove(waiting);
        reject(signal.reason as Error);
        if (queue.size === 0) processQueue();
      });
      const waiting = {
        wishedAt,
        untilAt,
        begin: () => {
          stopListening();
          resolve();
        },
        giveUp: () => {
          stopListening();
          reject(new DeadlineReachedError('no turn came in time'));
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
        // Aborted between its turn and now: the turn is not used for a request nobody waits for.
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
