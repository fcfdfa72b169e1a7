import { DeadlineReached } from '../base/abort.ts';
import { createAlarm } from '../base/alarm.ts';
import type { Clock } from '../base/context.ts';
import { onAbort } from '../base/on-abort.ts';
import { createDemand, type Demand } from './demand.ts';
import { createRequestRate } from './request-rate.ts';

/** One gate for the requests of all tasks: so many in flight, so many a second, first come first served. */
export interface Limiter {
  /** For the waits whose polls go through this gate. */
  readonly demand: Demand;
  /**
   * Waits for a turn; whoever has it sends one request.
   * @throws DeadlineReached at `untilAt`; `signal.reason` as soon as the signal is aborted
   */
  take(options: TakeOptions): Promise<Turn>;
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
}

/** The right to one request. */
export interface Turn {
  /** The request is over, or there is none. From the second time on it does nothing. */
  end(): void;
}

export interface LimiterOptions {
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Requests begun in a second at most. */
  readonly perSecond: number;
  readonly clock: Clock;
}

/** One that stands in the queue: a small thing, for there may be ten thousand. */
interface Waiting {
  readonly untilAt: number;
  readonly begin: () => void;
  readonly giveUp: () => void;
}

/** There is at most one timer, and none while nothing waits, or nothing may begin or give up. */
export function createLimiter({ concurrency, perSecond, clock }: LimiterOptions): Limiter {
  const rate = createRequestRate(perSecond);
  const waiting = new Set<Waiting>();
  const alarm = createAlarm(clock, attend);
  let inFlight = 0;
  /** Of the last requests, a moving average. */
  let durationMs = 0;
  /** Nobody in the queue gives up before it. */
  let firstGivesUpAt = Infinity;

  /** Does what is due. */
  function attend(): void {
    const now = clock.now();
    if (now >= firstGivesUpAt) letGiveUp(now);
    for (const next of waiting) {
      if (inFlight >= concurrency || rate.delayMs(now) > 0) break;
      rate.take(now);
      waiting.delete(next);
      inFlight += 1;
      next.begin();
    }
    if (waiting.size === 0) firstGivesUpAt = Infinity;
    const beginsAt = inFlight < concurrency ? now + rate.delayMs(now) : Infinity;
    alarm.set(waiting.size === 0 ? Infinity : Math.min(beginsAt, firstGivesUpAt));
  }

  function letGiveUp(now: number): void {
    firstGivesUpAt = Infinity;
    for (const each of waiting) {
      if (each.untilAt > now) {
        firstGivesUpAt = Math.min(firstGivesUpAt, each.untilAt);
      } else {
        waiting.delete(each);
        each.giveUp();
      }
    }
  }

  function waitForTurn({ signal, untilAt = Infinity }: TakeOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      const stopListening = onAbort(signal, () => {
        waiting.delete(entry);
        reject(signal.reason as Error);
        if (waiting.size === 0) attend();
      });
      const entry = {
        untilAt,
        begin: () => {
          stopListening();
          resolve();
        },
        giveUp: () => {
          stopListening();
          reject(new DeadlineReached('no turn came in time'));
        },
      };
      waiting.add(entry);
      firstGivesUpAt = Math.min(firstGivesUpAt, untilAt);
      attend();
    });
  }

  function startTurn(): Turn {
    const begunAt = clock.now();
    let hasEnded = false;
    return {
      end() {
        if (hasEnded) return;
        hasEnded = true;
        inFlight -= 1;
        durationMs += (Math.max(0, clock.now() - begunAt) - durationMs) / 16;
        attend();
      },
    };
  }

  const take = async (options: TakeOptions): Promise<Turn> => {
    options.signal.throwIfAborted();
    await waitForTurn(options);
    return startTurn();
  };
  return {
    demand: createDemand(() =>
      Math.min(rate.perSecondAt(clock.now()), (concurrency * 1000) / durationMs),
    ),
    take,
    async run(signal, work) {
      const turn = await take({ signal });
      try {
        // Aborted between its turn and now: the turn is not used for a request nobody waits for.
        signal.throwIfAborted();
        return await work();
      } finally {
        turn.end();
      }
    },
    slowDown(ms) {
      // A timer that is running fires before the pause is over, sees it, and sleeps on.
      rate.slowDown(clock.now(), ms);
    },
  };
}
