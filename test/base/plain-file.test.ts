import { execFileSync } from 'node:child_process';
import { chown, lchown, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readPlainFile, readPlainFileSync } from '../../src/base/plain-file.ts';
import { isPosix } from '../helpers/posix.ts';

const isRoot = process.getuid?.() === 0;
const ways = { readPlainFile, readPlainFileSync: wrap(readPlainFileSync) };

describe.runIf(isPosix).each(Object.entries(ways))('%s', (_, read) => {
  it('reads a regular file completely, also if its size is unknown', async () => {
    const path = await makePath();
    await writeFile(path, 'x'.repeat(10_000));
    expect((await read(path)).bytes.toString()).toBe('x'.repeat(10_000));
    if (process.platform === 'linux') {
      expect((await read('/proc/self/cgroup')).bytes).toEqual(await readFile('/proc/self/cgroup'));
    }
  });

  it('rejects a pipe without a writer, at once', async () => {
    const path = await makePath();
    execFileSync('mkfifo', [path]);
    await expect(read(path)).rejects.toMatchObject({ kind: 'special' });
  });

  it('rejects a device that never ends, also behind a link', async () => {
    const path = await makePath();
    await symlink('/dev/zero', path);
    await expect(read(path)).rejects.toMatchObject({ kind: 'special' });
  });

  it('rejects a folder', async () => {
    await expect(read(tmpdir())).rejects.toMatchObject({ kind: 'folder' });
  });

  it('rejects a file that is too large', async () => {
    const path = await makePath();
    await writeFile(path, 'x'.repeat(101));
    await expect(read(path, { maxBytes: 100 })).rejects.toMatchObject({ kind: 'too-large' });
    expect((await read(path, { maxBytes: 101 })).bytes).toHaveLength(101);
  });

  it.runIf(isRoot)('rejects a file or a link of another user if it must be ours', async () => {
    const path = await makePath();
    await writeFile(path, 'x');
    const link = `${path}.link`;
    await symlink(path, link);
    await expect(read(link, { isOurs: true })).resolves.toBeDefined();
    await lchown(link, 12_345, 12_345);
    await expect(read(link, { isOurs: true })).rejects.toMatchObject({ kind: 'foreign' });
    await chown(path, 12_345, 12_345);
    await expect(read(path, { isOurs: true })).rejects.toMatchObject({ kind: 'foreign' });
    await expect(read(path)).resolves.toBeDefined();
  });
});

function wrap(read: typeof readPlainFileSync): typeof readPlainFile {
  return async (...args) => Promise.resolve().then(() => read(...args));
}

async function makePath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-plain-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'file');
}
