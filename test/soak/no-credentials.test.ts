import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cleanEnvironment, makeFolder, program } from '../helpers/built-program.ts';

/** A network of its own, by whose default route every packet leaves and none comes back. */
const network = `
  ip link set lo up &&
  ip link add here type veth peer name there &&
  ip addr add 10.9.9.1/24 dev here &&
  ip link set here up && ip link set there up &&
  ip neigh replace 10.9.9.2 lladdr 02:00:00:00:00:02 dev here nud permanent &&
  ip route add default via 10.9.9.2 &&
  exec "$@"`;
const enter = ['--user', '--map-root-user', '--net', 'sh', '-c', network, 'sh'];

const canEnter = spawnSync('unshare', [...enter, 'true']).status === 0;

describe.skipIf(!canEnter)('on a network that drops packets', () => {
  it('whoever has no credentials at all is told so within 1.5 s', { timeout: 30_000 }, async () => {
    const folder = await makeFolder();
    const env = cleanEnvironment(folder);
    const durationsMs = Array.from({ length: 9 }, () => {
      const startedAt = performance.now();
      const args = [...enter, ...program, 'wait', '200013'];
      const { status, stderr } = spawnSync('unshare', args, { cwd: folder, env, encoding: 'utf8' });
      expect(stderr).toContain('no credentials were found');
      expect(status).toBe(4);
      return performance.now() - startedAt;
    });
    const [, , , , medianMs] = durationsMs.sort((a, b) => a - b);
    expect(medianMs).toBeLessThan(1500);
  });
});
