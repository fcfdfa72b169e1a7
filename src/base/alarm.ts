import type { Clock } from './context.ts';
import { sleepUntil } from './sleep-until.ts';

/** Calls back at one moment, which can be moved. */
export interface Alarm {
  /** @param at epoch milliseconds; Infinity: never. It may still ring at an earlier moment that was set before. */
  set(at: number): void;
}

/** Never seen. Shared, because the default reason captures a stack for each timer. */
const noLongerNeeded = new Error('the timer is no longer needed');

/** At most one timer. A timer that would ring too early is kept: moving it costs more. */
export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let timer: { readonly at: number; readonly controller: AbortController } | undefined;

  function start(at: number): void {
    const started = { at, controller: new AbortController() };
    timer = started;
    sleepUntil(clock, at, started.controller.signal).then(
      () => {
        if (timer !== started) return;
        timer = undefined;
        ring();
      },
      () => undefined,
    );
  }
  return {
    set(at) {
      if (timer !== undefined && (at === Infinity || at < timer.at)) {
        timer.controller.abort(noLongerNeeded);
        timer = undefined;
      }
      if (timer === undefined && at !== Infinity) start(at);
    },
  };
}
