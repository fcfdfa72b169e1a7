import { afterAll, describe, it } from 'vitest';
import { killAndRunAgain, prepareKillRounds } from '../../helpers/kill-rounds.ts';

const rounds = await prepareKillRounds();
afterAll(() => rounds.remove());

describe('a process that is killed', () => {
  it('leaves a complete file or none, and the next one resumes and succeeds', async () => {
    await killAndRunAgain(rounds, { delaysMs: [700, 1020], parallel: 2 });
  });
});
