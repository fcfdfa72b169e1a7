import { describe, expect, it } from 'vitest';
import { createAlarm } from '../../src/base/alarm.ts';
import { createVirtualClock } from '../helpers/virtual-clock.ts';

function setUp() {
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const rungAt: number[] = [];
  const alarm = createAlarm(clock, () => {
    rungAt.push(clock.now() - startedAt);
  });
  const set = (ms: number): void => {
    alarm.set(startedAt + ms);
  };
  return { clock, rungAt, set };
}

describe('an alarm', () => {
  it('rings once, at its time', async () => {
    const { clock, rungAt, set } = setUp();
    set(500);
    await clock.sleep(2000);
    expect(rungAt).toEqual([500]);
  });

  it('can be brought forward', async () => {
    const { clock, rungAt, set } = setUp();
    set(500);
    set(200);
    expect(clock.sleeping).toBe(1);
    await clock.sleep(2000);
    expect(rungAt).toEqual([200]);
  });

  it('that is postponed may ring at its first time, and still has one timer', async () => {
    const { clock, rungAt, set } = setUp();
    set(200);
    set(500);
    expect(clock.sleeping).toBe(1);
    await clock.sleep(300);
    expect(rungAt).toEqual([200]);
  });

  it('is silent, without a timer, once it is set to Infinity', async () => {
    const { clock, rungAt, set } = setUp();
    set(500);
    set(Infinity);
    expect(clock.sleeping).toBe(0);
    await clock.sleep(2000);
    expect(rungAt).toEqual([]);
  });
});
