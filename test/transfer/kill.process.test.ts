import { afterAll, describe, it } from 'vitest';
import { killAndRunAgain, prepareKillRounds } from '../helpers/kill-rounds.ts';

const rounds = await prepareKillRounds();
afterAll(() => rounds.remove());

describe('a process that is killed', () => {
  it('leaves the final name absent or whole, and the next one goes on and ends well', async () => {
    await killAndRunAgain(rounds, { delaysMs: [700, 1020], parallel: 2 });
  });
});
