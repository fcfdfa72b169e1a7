import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cleanEnvironment, makeFolder, program } from '../helpers/built-program.ts';

/** What /proc says of the files that a process has open is how the test knows that the read has begun. */
it.runIf(process.platform === 'linux').each(['SIGINT', 'SIGTERM'] as const)(
  'a second %s ends the program while it reads a pipe that nobody writes to',
  async (signalName) => {
    const folder = await makeFolder();
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const script = 'exec 3<>pipe; exec "$@"';
    const child = spawn(
      'sh',
      ['-c', script, 'sh', ...program, 'create', '--parameter', '@/dev/fd/3'],
      {
        cwd: folder,
        env: cleanEnvironment(folder),
        stdio: 'ignore',
      },
    );
    onTestFinished(() => {
      if (child.exitCode === null) child.kill('SIGKILL');
    });
    const ended = once(child, 'exit');
    await expect.poll(() => countOpen(child.pid ?? 0, pipe), { timeout: 20_000 }).toBe(2);
    child.kill(signalName);
    // Signals within 150 ms are one key press.
    const timer = setInterval(() => child.kill(signalName), 200);
    onTestFinished(() => {
      clearInterval(timer);
    });
    expect(await ended).toEqual([null, signalName]);
  },
  30_000,
);

async function countOpen(pid: number, path: string): Promise<number> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder).catch(() => []);
  const targets = await Promise.all(
    names.map((name) => readlink(join(folder, name)).catch(() => '')),
  );
  return targets.filter((target) => target === path).length;
}
