import { expect, it } from 'vitest';
import { createProgressHistory, recordResponse } from '../../src/waiter/progress-history.ts';
import { createFixedSchedule } from '../../src/waiter/schedule.ts';

it('a fixed schedule is fixed, and estimates nothing', () => {
  const schedule = createFixedSchedule(5000);
  let history = createProgressHistory(0);
  for (const progress of [0, 50, 99]) {
    history = recordResponse(history, { at: history.respondedAt + 7000, progress });
    expect(schedule.plan(history)).toEqual({ delayMs: 5000 });
  }
});
