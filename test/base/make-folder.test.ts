import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFolder } from '../../src/base/make-folder.ts';
import { expectMode, isPosix } from '../helpers/posix.ts';

describe('makeFolder', () => {
  it('creates a folder with its parents, for this user alone', async () => {
    const parent = await makeTemporary();
    const folder = join(parent, 'a', 'b', 'c');
    makeFolder(folder, 0o700);
    expect((await stat(folder)).isDirectory()).toBe(true);
    await expectMode(join(parent, 'a'), 0o700);
    expect(() => {
      makeFolder(folder);
    }).not.toThrow();
  });

  it.runIf(process.platform === 'linux')('reports a folder that /proc cannot have', () => {
    expect(() => {
      makeFolder('/proc/nowhere/at/all');
    }).toThrow('ENOENT');
  });

  it('reports a file where a folder is needed', async () => {
    const parent = await makeTemporary();
    await writeFile(join(parent, 'file'), '');
    expect(() => {
      makeFolder(join(parent, 'file'));
    }).toThrow('EEXIST');
    expect(() => {
      makeFolder(join(parent, 'file', 'a'));
    }).toThrow();
  });

  it.runIf(isPosix)('reports a dangling link', async () => {
    const parent = await makeTemporary();
    await symlink(join(parent, 'nowhere'), join(parent, 'link'));
    expect(() => {
      makeFolder(join(parent, 'link', 'a'));
    }).toThrow('EEXIST');
  });
});

async function makeTemporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-folder-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
