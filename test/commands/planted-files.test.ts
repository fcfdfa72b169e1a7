import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isPosix } from '../helpers/posix.ts';
import { withSandbox } from '../helpers/run-cli.ts';

it.runIf(isPosix)('refuses pipes and devices in the place of files that flags name', async () => {
  await withSandbox(undefined, async ({ run, folder }) => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    for (const [argv, name] of [
      [['status', '1', '--role-for', '@pipe'], 'pipe'],
      [['list', '--role-for', '@pipe'], 'pipe'],
      [['create', '--parameter', '@pipe'], 'pipe'],
      [['create', '--parameter', '@/dev/zero'], 'zero'],
      [['sandbox', '--scenario', '/dev/zero'], 'zero'],
    ] as const) {
      const { exitCode, stderr } = await run(argv);
      expect(stderr).toContain(name);
      expect(stderr).toContain('it is a pipe, a socket or a device');
      expect(exitCode).toBe(2);
    }
  });
});

it.runIf(process.platform === 'linux')('reports a folder that /proc cannot have', async () => {
  await withSandbox(undefined, async ({ run }) => {
    const dir = '/proc/nowhere/at/all';
    const { exitCode, stderr } = await run(['download', '400185', '--dir', dir]);
    expect(stderr).toContain(dir);
    expect(exitCode).toBe(7);
  });
});
