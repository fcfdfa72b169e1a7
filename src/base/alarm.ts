import type { Clock } from './context.ts';
import { sleepUntil } from './sleep-until.ts';

/** Calls back at one moment, which may be moved. */
export interface Alarm {
  /** @param at epoch milliseconds; Infinity: not at all. It may ring earlier than that, if it was set so before. */
  set(at: number): void;
}

/** Nobody sees it; the default reason is created with a stack for each timer. */
const noLongerNeeded = new Error('the timer is no longer needed');

/** There is at most one timer. One that would ring too early is left alone: to move it costs more. */
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
