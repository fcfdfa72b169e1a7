import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { formatJson } from '../../../src/base/json.ts';
import { formatEntry, type JournalEntry } from '../../../src/settings/journal/journal-entry.ts';
import { createJournal, type JournalProblem } from '../../../src/settings/journal/journal.ts';
import { expectMode } from '../../helpers/posix.ts';

const day = 86_400_000;
const now = Date.now();

function entry(exportId: string, more: Partial<JournalEntry> = {}): JournalEntry {
  return {
    exportId,
    region: 'cn-hangzhou',
    firstAt: now,
    usedAt: now,
    seenAt: now,
    status: 'exporting',
    progress: 10,
    outcome: 'running',
    pending: true,
    ...more,
  };
}

async function writeAgo(path: string, text: string, days: number): Promise<void> {
  await writeFile(path, text);
  const at = new Date(now - days * day);
  await utimes(path, at, at);
}

async function writeEntry(tasks: string, exportId: string, days: number): Promise<void> {
  const text = formatJson(formatEntry(entry(exportId)));
  await writeAgo(join(tasks, `cn-hangzhou_own_${exportId}.json`), text, days);
}

async function open(at = now) {
  const home = await mkdtemp(join(tmpdir(), 'siem-export-journal-'));
  onTestFinished(() => rm(home, { recursive: true }));
  const config = join(home, 'config');
  const problems: JournalProblem[] = [];
  const journal = createJournal({
    directories: { config },
    clock: { now: () => at },
    onProblem: (problem) => problems.push(problem),
  });
  return { config, tasks: join(config, 'tasks'), journal, problems };
}

describe('the journal', () => {
  it('is empty at first, and reading creates nothing', async () => {
    const { config, journal, problems } = await open();
    expect(journal.list()).toEqual([]);
    expect(await journal.remove([entry('1')])).toBe(true);
    await journal.flush();
    await expect(access(config)).rejects.toThrow('ENOENT');
    expect(problems).toEqual([]);
  });

  it('lists its tasks, the one used last first', async () => {
    const { journal, tasks } = await open();
    const whole = entry('9223372036854775807', {
      roleFor: '113091674488',
      answeredId: '5',
      account: '1193842352994186',
      type: 'incident_list',
      fileName: 'event_1_2.xlsx\u001b',
      createdAt: 1_605_076_118_000,
      path: '/tmp/a b.xlsx',
      usedAt: now + 1,
    });
    journal.remember(entry('7'));
    journal.remember(whole);
    journal.remember(entry('10'));
    await journal.flush();
    expect(journal.list().map(({ exportId }) => exportId)).toEqual([
      '9223372036854775807',
      '10',
      '7',
    ]);
    expect(journal.list()[0]).toEqual(whole);
    await expectMode(tasks, 0o700);
    for (const name of await readdir(tasks)) {
      await expectMode(join(tasks, name), 0o600);
    }
  });

  it('keeps one entry for each id, region and account', async () => {
    const { journal, tasks } = await open();
    journal.remember(entry('1'));
    journal.remember(entry('1', { region: 'ap-southeast-1' }));
    journal.remember(entry('1', { roleFor: '2' }));
    await journal.flush();
    expect(await readdir(tasks)).toHaveLength(3);
    expect(await journal.remove([entry('1', { roleFor: '2' })])).toBe(true);
    expect(journal.list().map(({ region, roleFor }) => [region, roleFor])).toHaveLength(2);
  });

  it('merges entries of one task, in whatever order they are written', async () => {
    const { journal } = await open();
    const first = entry('1', { firstAt: now, seenAt: now, fileName: 'a.xlsx', path: '/a.xlsx' });
    const second = entry('1', { firstAt: now + 5, usedAt: now + 5, seenAt: now + 5, progress: 60 });
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      for (const each of order) {
        journal.remember(each);
        await journal.flush();
      }
      expect(journal.list()).toEqual([
        { ...second, firstAt: now, fileName: 'a.xlsx', path: '/a.xlsx' },
      ]);
      await journal.remove([first]);
    }
  });

  it('skips entries that are broken or half written, and reports them once', async () => {
    const { journal, tasks, problems } = await open();
    journal.remember(entry('1'));
    await journal.flush();
    const text = await readFile(join(tasks, 'cn-hangzhou_own_1.json'), 'utf8');
    await writeFile(join(tasks, 'cn-hangzhou_own_2.json'), text.slice(0, 40));
    await writeFile(join(tasks, 'cn-hangzhou_own_3.json'), '');
    await writeFile(join(tasks, 'cn-hangzhou_own_4.json'), text);
    await writeFile(
      join(tasks, 'cn-hangzhou_own_5.json'),
      text.replace('"schema": 1', '"schema": 9'),
    );
    await writeFile(join(tasks, 'cn-hangzhou_own_1.json.tmp-1234567890abcdef'), text.slice(0, 9));
    await mkdir(join(tasks, 'cn-hangzhou_own_6.json'));
    expect(journal.list().map(({ exportId }) => exportId)).toEqual(['1']);
    journal.list();
    expect(problems).toEqual([{ kind: 'broken', folder: tasks, count: 5 }]);
    journal.remember(entry('2'));
    await journal.flush();
    expect(journal.list().map(({ exportId }) => exportId)).toEqual(['2', '1']);
  });

  it('keeps the latest 500 tasks of the last 90 days, and no temporary files', async () => {
    const { journal, tasks } = await open();
    await mkdir(tasks, { recursive: true });
    await writeEntry(tasks, '1', 91);
    await writeAgo(join(tasks, 'cn-hangzhou_own_2.json.tmp-1234567890abcdef'), '{}', 91);
    for (let id = 1000; id < 1510; id += 1) await writeEntry(tasks, String(id), 89 - id / 100);
    journal.remember(entry('2000'));
    await journal.flush();
    const names = await readdir(tasks);
    expect(names).toHaveLength(500);
    expect(names).toContain('cn-hangzhou_own_2000.json');
    expect(names).toContain('cn-hangzhou_own_1509.json');
    expect(names).not.toContain('cn-hangzhou_own_1000.json');
    expect(names).not.toContain('cn-hangzhou_own_1.json');
  });

  it('removes broken entries before good ones, however new they are', async () => {
    const { journal, tasks } = await open();
    await mkdir(join(tasks, 'a folder.json'), { recursive: true });
    for (let id = 1000; id < 1499; id += 1) await writeEntry(tasks, String(id), 2);
    for (let id = 2000; id < 2010; id += 1) {
      await writeAgo(join(tasks, `cn-hangzhou_own_${id}.json`), '{', 1);
    }
    journal.remember(entry('3000'));
    await journal.flush();
    const kept = journal.list().map(({ exportId }) => exportId);
    expect(kept).toHaveLength(500);
    expect(kept).toContain('1000');
    expect((await readdir(tasks)).filter((name) => /_20\d\d\.json$/.test(name))).toEqual([]);
  });

  it('lists no task that was not used for 90 days', async () => {
    const { journal } = await open();
    journal.remember(entry('1', { usedAt: now - 91 * day }));
    journal.remember(entry('2', { usedAt: now - 89 * day }));
    await journal.flush();
    expect(journal.list().map(({ exportId }) => exportId)).toEqual(['2']);
  });

  it('that cannot be written is reported once, and the command goes on', async () => {
    const { config, journal, tasks, problems } = await open();
    await writeFile(config, 'in the way');
    journal.remember(entry('1'));
    journal.remember(entry('2'));
    await journal.flush();
    journal.remember(entry('3'));
    await journal.flush();
    expect(journal.list()).toEqual([]);
    expect(problems).toEqual([
      { kind: 'not-written', folder: tasks, code: expect.stringMatching(/^E[A-Z]+$/) as string },
    ]);
  });
});

describe('processes side by side', () => {
  const program = prepareWriter();

  it('lose no entries, even when they write the same task', async () => {
    const { config, journal } = await open();
    const ids = Array.from({ length: 6 }, (_, index) => String(index + 1));
    const started = ids.map((id) =>
      once(spawn(process.execPath, [program.path, config, id, '100']), 'close'),
    );
    for (const ended of started) expect(await ended).toEqual([0, null]);
    const entries = journal.list();
    expect(entries.map(({ exportId }) => exportId).sort()).toEqual([...ids, '100'].sort());
    expect(entries.find(({ exportId }) => exportId === '100')?.progress).toBe(100);
  });

  it('can read the journal after one is killed while it writes', async () => {
    const { config, journal, problems } = await open();
    journal.remember(entry('1'));
    await journal.flush();
    for (let round = 0; round < 6; round += 1) {
      const child = spawn(process.execPath, [program.path, config, '2', 'forever']);
      const closed = once(child, 'close');
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await closed;
      expect(
        journal
          .list()
          .map(({ exportId }) => exportId)
          .sort(),
      ).toEqual(['1', '2']);
    }
    expect(problems).toEqual([]);
  });
});

/** Bundles the writer to run in separate processes. */
function prepareWriter(): { path: string } {
  const writer = { path: '' };
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'siem-export-writer-'));
    const input = resolve(import.meta.dirname, '../../helpers/journal-writer.ts');
    const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent' });
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'writer.mjs' });
    await bundle.close();
    writer.path = join(folder, 'writer.mjs');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return writer;
}
