import { execFileSync } from 'node:child_process';
import { watch } from 'node:fs';
import {
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createJournal, type JournalProblem } from '../../src/settings/journal/journal.ts';
import { createSettingsStore } from '../../src/settings/settings-store.ts';
import { failureOf } from '../helpers/failure-of.ts';
import { isPosix } from '../helpers/posix.ts';

const now = Date.UTC(2026, 10, 25);
const entry = {
  exportId: '200013',
  region: 'cn-hangzhou',
  firstAt: now,
  usedAt: now,
  seenAt: now,
  outcome: 'running',
  pending: true,
} as const;
const entryName = 'cn-hangzhou_own_200013.json';

describe.runIf(isPosix)('in a folder of settings that others can write to', () => {
  it('does not wait for the other end of a pipe at config.json', async () => {
    const { store, path } = await open();
    execFileSync('mkfifo', [path]);
    expect(() => store.list()).toThrow('it is a pipe, a socket or a device');
    const error = await failureOf(store.set('region', 'cn-hangzhou'));
    expect(error).toMatchObject({ exit: 'usage' });
    expect((error as { textIn(language: 'zh'): { message: string } }).textIn('zh').message).toBe(
      `无法读取 ${path}（它是管道、套接字或设备）`,
    );
  });

  it('replaces a link at config.json, and leaves alone what it leads to', async () => {
    const { store, path, victim } = await open();
    await writeFile(victim, '{"lang":"en"}');
    await symlink(victim, path);
    await store.set('region', 'cn-hangzhou');
    expect(await readFile(victim, 'utf8')).toBe('{"lang":"en"}');
    expect((await lstat(path)).isFile()).toBe(true);
    expect(store.list()).toEqual({ region: 'cn-hangzhou', lang: 'en' });
  });

  it('writes under names that cannot be known before', async () => {
    const { store, config } = await open();
    const names = new Set<string>();
    const watcher = watch(config, (_, name) => names.add(name ?? ''));
    onTestFinished(() => {
      watcher.close();
    });
    await store.set('region', 'cn-hangzhou');
    await expect.poll(() => names).toContain('config.json');
    names.delete('config.json');
    expect([...names]).toEqual([expect.stringMatching(/^\.config\.json\.[0-9a-f]{32}\.new$/)]);
  });

  it.each(['a pipe', 'an endless device', 'a huge file', 'a link to another file'])(
    'replaces %s at an entry of the journal',
    async (what) => {
      const { config, victim, problems, journal } = await open();
      const path = join(config, 'tasks', entryName);
      await mkdir(join(config, 'tasks'));
      await plant(what, path, victim);
      expect(journal.list()).toEqual([]);
      expect(problems).toMatchObject([{ kind: 'broken', count: 1 }]);
      journal.remember(entry);
      await journal.flush();
      expect(journal.list()).toMatchObject([{ exportId: '200013' }]);
      expect((await lstat(path)).isFile()).toBe(true);
      expect(await readFile(victim, 'utf8')).toBe('precious');
    },
  );

  it('says why the journal is not written below /proc, and goes on', async () => {
    if (process.platform !== 'linux') return;
    const { problems, journal } = await open('/proc/nowhere/at/all');
    journal.remember(entry);
    await journal.flush();
    expect(problems).toMatchObject([{ kind: 'not-written', code: 'ENOENT' }]);
  });
});

async function plant(what: string, path: string, victim: string): Promise<void> {
  if (what === 'a pipe') execFileSync('mkfifo', [path]);
  else if (what === 'an endless device') await symlink('/dev/zero', path);
  else if (what === 'a link to another file') await symlink(victim, path);
  else {
    await writeFile(path, '');
    await truncate(path, 100 * 1024 * 1024);
  }
}

async function open(folder?: string) {
  const temporary = await mkdtemp(join(tmpdir(), 'siem-export-planted-'));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  const config = folder ?? join(temporary, 'config');
  if (folder === undefined) await mkdir(config);
  const victim = join(temporary, 'victim');
  await writeFile(victim, 'precious');
  const directories = { config };
  const problems: JournalProblem[] = [];
  const onProblem = (problem: JournalProblem) => problems.push(problem);
  return {
    config,
    path: join(config, 'config.json'),
    victim,
    problems,
    store: createSettingsStore({ directories, regions: ['cn-hangzhou'] }),
    journal: createJournal({ directories, clock: { now: () => now }, onProblem }),
  };
}
