import { describe, expect, it } from 'vitest';
import { findScenario } from '../../src/sandbox/scenarios.ts';
import { withSandbox } from '../helpers/run-cli.ts';
import { parseObjects } from './task-objects.ts';
import { twoRegions } from './two-regions.ts';

const member = '113091674488';

describe('without an id', () => {
  it.each(['status', 'wait', 'download'])(
    '%s goes on with the task used last, and says so',
    async (name) => {
      await withSandbox(undefined, async ({ run, sandbox }) => {
        await run(['wait', '200013']);
        await run(['status', '400185']);
        const { exitCode, stderr } = await run([name]);
        expect(exitCode).toBe(0);
        expect(stderr).toMatch(/no export id given: using 400185, the task used last \(\d{4}-/);
        const asked = sandbox.requests.filter(({ side }) => side === 'api').at(-1);
        expect(asked?.body.toString()).toContain('ExportId=400185');
        expect((await run([name, '-q'])).stderr).not.toContain('no export id given');
      });
    },
  );

  it('takes the task of the region and the account that it runs for', async () => {
    await withSandbox(twoRegions, async ({ run }) => {
      await run(['status', '2', '--region', 'ap-southeast-1']);
      await run(['status', '1', '--role-for', member]);
      await run(['status', '3']);
      const id = async (...flags: string[]): Promise<unknown> =>
        parseObjects((await run(['status', '--json', ...flags])).stdout)[0]?.Meta.ExportId;
      expect(await id('--region', 'ap-southeast-1')).toBe(2);
      expect(await id('--role-for', member)).toBe(1);
      expect(await id()).toBe(3);
    });
  });

  it('asks without one where nothing is known, and remembers what the service names', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { exitCode, stderr } = await run(['wait', '--download']);
      expect(exitCode).toBe(0);
      expect(stderr).not.toContain('no export id given');
      expect((await run(['list', '--ids'])).stdout).toBe('200013\n');
    });
  });

  it('remembers a task that was interrupted, and the next run goes on with it', async () => {
    await withSandbox(findScenario('stalled'), async ({ run }) => {
      expect((await run(['wait', '200013', '--timeout', '5s'])).exitCode).toBe(9);
      const [object] = parseObjects((await run(['list', '--json'])).stdout);
      expect(object?.Meta).toMatchObject({ Outcome: 'timed-out', Pending: true });
      const { stderr } = await run(['wait', '--timeout', '5s']);
      expect(stderr.trimEnd().split('\n').at(-1)).toBe('siem-export wait 200013 --timeout 5s');
    });
  });
});
