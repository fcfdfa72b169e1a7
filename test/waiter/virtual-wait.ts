import { createFixedSchedule } from '../../src/waiter/schedule.ts';
import type { Verdict, PollOptions } from '../../src/waiter/wait-options.ts';
import { waitFor } from '../../src/waiter/waiter.ts';
import { createVirtualClock } from '../helpers/virtual-clock.ts';

/** What the service says at a time since the wait began, or an error that it fails with. */
export type Service = (elapsedMs: number, poll: number) => Verdict | Error | 'hangs';

export const running: Verdict = { state: 'running', status: 'exporting' };
export const succeeded: Verdict = { state: 'succeeded', status: 'success' };

export interface PollResponse {
  readonly at: number;
  readonly verdict: Verdict;
}

/** A wait on a virtual clock, for a service that takes `latencyMs` for each response. */
export function setUp(
  service: Service,
  changes: Partial<PollOptions<PollResponse>> = {},
  latencyMs = 100,
) {
  const clock = createVirtualClock();
  const controller = new AbortController();
  const startedAt = clock.now();
  const polledAt: number[] = [];
  const options: PollOptions<PollResponse> = {
    async poll(signal) {
      const at = clock.now() - startedAt;
      polledAt.push(at);
      const verdict = service(at, polledAt.length);
      await clock.sleep(verdict === 'hangs' ? 1e9 : latencyMs, { signal });
      if (verdict === 'hangs') throw new Error('a test slept for eleven days');
      if (verdict instanceof Error) throw verdict;
      return { at, verdict };
    },
    accept: ({ verdict }) => verdict,
    schedule: createFixedSchedule(5000),
    clock,
    signal: controller.signal,
    ...changes,
  };
  return { clock, controller, options, polledAt, wait: () => waitFor(options) };
}

/** Running until a time, then succeeded. */
export function endsAt(endMs: number): Service {
  return (elapsedMs) => (elapsedMs >= endMs ? succeeded : running);
}
