import { describe, expect, it } from 'vitest';
import { untilAborted } from '../../src/base/until-aborted.ts';
import { recordTold } from '../helpers/process-events.ts';

describe('work that does not listen to a signal', () => {
  it('returns its result without an abort', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
    await expect(untilAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow(
      'broken',
    );
  });

  it.each([
    ['while it runs', false],
    ['beforehand', true],
  ])(
    'is abandoned with the reason if the signal is aborted %s, however it ends',
    async (_, isBefore) => {
      const unhandled = recordTold('unhandledRejection');
      const controller = new AbortController();
      const reason = new Error('stop');
      if (isBefore) controller.abort(reason);
      let fail = (): void => undefined;
      const work = new Promise<void>((_, reject) => {
        fail = () => {
          reject(new Error('later'));
        };
      });
      const waited = untilAborted(work, controller.signal);
      controller.abort(reason);
      await expect(waited).rejects.toBe(reason);
      fail();
      expect(await unhandled()).toEqual([]);
    },
  );
});
