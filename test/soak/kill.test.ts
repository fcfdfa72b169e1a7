import { afterAll, describe, expect, it } from 'vitest';
import { bodyMs, killAndRunAgain, prepareKillRounds } from '../helpers/kill-rounds.ts';

/** `SIEM_EXPORT_SOAK_KILLS=1000 npm run test:soak` kills more often. */
const kills = Number(process.env['SIEM_EXPORT_SOAK_KILLS'] ?? 200);
const parallel = 6;

const rounds = await prepareKillRounds();
afterAll(() => rounds.remove());

describe('a process that is killed', () => {
  it(
    `leaves the final name absent or whole, ${kills} times`,
    { timeout: kills * 5000 },
    async () => {
      const delaysMs = Array.from({ length: kills }, chooseDelay);
      expect(await killAndRunAgain(rounds, { delaysMs, parallel })).toBeGreaterThan(kills / 10);
    },
  );
});

/** At any moment; every other time about when the file is checked and given its name. */
function chooseDelay(_: unknown, index: number): number {
  return index % 2 === 0 ? Math.random() * bodyMs * 1.2 : bodyMs - 20 + Math.random() * 120;
}
