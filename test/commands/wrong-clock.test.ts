import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { withSandbox } from '../helpers/run-cli.ts';

describe('a clock that is twenty minutes off', () => {
  it.each([
    ['behind', 20 * 60_000],
    ['ahead', -20 * 60_000],
  ])('(%s) is said once, with the amount, and the work is done', async (_, clockOffsetMs) => {
    const scenario = parseScenario({ clockOffsetMs }, 'test');
    await withSandbox(scenario, async ({ run, sandbox }) => {
      const { exitCode, stdout, stderr } = await run(['wait', '200013', '--download', '--json']);
      expect(exitCode, stderr).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ Meta: { Download: { Verified: 'crc64' } } });
      const notes = stderr.split('\n').filter((line) => line.includes('clock'));
      expect(notes).toHaveLength(1);
      expect(notes[0]).toMatch(/clock is off by (?:19:5|20:0)\d/);
      const refused = sandbox.requests.filter(({ status }) => status === 400);
      expect(refused).toHaveLength(1);
    });
  });
});
