import { afterAll, describe, expect, it } from 'vitest';
import { killAndRunAgain, prepareKillRounds } from '../helpers/kill-rounds.ts';

/** `SIEM_EXPORT_SOAK_KILLS=1000 npm run soak` kills more often. */
const kills = Number(process.env['SIEM_EXPORT_SOAK_KILLS'] ?? 200);
const longestDelayMs = 1800;

const rounds = await prepareKillRounds();
afterAll(() => rounds.remove());

describe('a process that is killed', () => {
  it(
    `leaves the final name absent or whole, ${kills} times`,
    { timeout: kills * 10_000 },
    async () => {
      const delays = Array.from({ length: kills }, () => Math.random() * longestDelayMs);
      expect(await killAndRunAgain(rounds, delays)).toBeGreaterThan(kills / 10);
    },
  );
});
