import { execFileSync } from 'node:child_process';
import { watch } from 'node:fs';
import { chown, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyFile } from '../../../src/transfer/verify-file.ts';
import { failureOf } from '../../helpers/failure-of.ts';
import { isPosix } from '../../helpers/posix.ts';
import { startStore, type ResponsePlan } from '../../helpers/store-server.ts';
import { half, object, optionsFor, workbook } from '../download-to.ts';
import { holds, listFolder, makeFolder, startDownload } from '../start-download.ts';

const isRoot = process.getuid?.() === 0;
const signal = new AbortController().signal;

describe.runIf(isPosix)('in a folder that others can write to', () => {
  it.each(['.x.xlsx.part.json.new', '.x.xlsx.receipt.new', '.x.xlsx.part', '.x.xlsx.part.json'])(
    'follows no link that was planted at %s',
    async (name) => {
      const { folder, path, victim } = await makeVictim();
      await symlink(victim, join(folder, name));
      const store = await startStore(object, cutOnce);
      await startDownload({ ...optionsFor(store, path), receipt: {} }).result;
      expect(await readFile(victim, 'utf8')).toBe('precious');
      expect(await holds(path, workbook)).toBe(true);
    },
  );

  it('replaces a link that was planted at the receipt', async () => {
    const { folder, path, victim } = await makeVictim();
    await symlink(victim, `${path}.receipt.json`);
    const store = await startStore(object);
    const target = { kind: 'file', path } as const;
    const request = { link: store.link(), target, ifExists: 'overwrite', receipt: {} } as const;
    await startDownload(request).result;
    expect(await readFile(victim, 'utf8')).toBe('precious');
    expect(await listFolder(folder)).toContain('x.xlsx.receipt.json');
    await expect(verifyFile(path, { signal })).resolves.toMatchObject({ bytes: workbook.length });
  });

  it.each(['.x.xlsx.part.json', '.x.xlsx.part', '.x.xlsx.part.json.new', '.x.xlsx.receipt.new'])(
    'does not wait for the other end of a pipe at %s',
    async (name) => {
      const folder = await makeFolder();
      const path = join(folder, 'x.xlsx');
      execFileSync('mkfifo', [join(folder, name)]);
      const store = await startStore(object, cutOnce);
      await startDownload({ ...optionsFor(store, path), receipt: {} }).result;
      expect(await holds(path, workbook)).toBe(true);
    },
  );

  it.each([['a pipe'], ['an endless device']])(
    'verifies nothing by a receipt that is %s',
    async (what) => {
      const path = join(await makeFolder(), 'x.xlsx');
      await writeFile(path, workbook);
      if (what === 'a pipe') execFileSync('mkfifo', [`${path}.receipt.json`]);
      else await symlink('/dev/zero', `${path}.receipt.json`);
      const error = await failureOf(verifyFile(path, { signal }));
      expect(error).toMatchObject({ code: 'ReceiptUnreadable', exit: 'download' });
      expect((error as Error).message).toContain('pipe, a socket or a device');
    },
  );

  it.runIf(isRoot)('believes no receipt of another user', async () => {
    const path = join(await makeFolder(), 'x.xlsx');
    const store = await startStore({ ...object, crc64: undefined });
    const target = { kind: 'file', path } as const;
    const request = { link: store.link(), target, ifExists: 'skip', receipt: {} } as const;
    await startDownload(request).result;
    await expect(startDownload(request).result).resolves.toMatchObject({ skipped: true });
    await chown(`${path}.receipt.json`, 12_345, 12_345);
    expect(await failureOf(verifyFile(path, { signal }))).toMatchObject({
      code: 'ReceiptUntrusted',
      exit: 'download',
      message: expect.stringContaining('uid 12345') as string,
    });
    expect(await failureOf(startDownload(request).result)).toMatchObject({ code: 'FileExists' });
  });

  it.runIf(isRoot)('goes on from no partial file of another user', async () => {
    const folder = await makeFolder();
    const path = join(folder, 'x.xlsx');
    const store = await startStore(object, cutOnce);
    const controller = new AbortController();
    const stopped = startDownload({
      ...optionsFor(store, path),
      signal: controller.signal,
      onEvent: (event) => {
        if (event.type === 'retry') controller.abort(new Error('stopped'));
      },
    });
    await failureOf(stopped.result);
    await chown(join(folder, '.x.xlsx.part'), 12_345, 12_345);
    const { resumedFrom } = await startDownload(optionsFor(store, path)).result;
    expect(resumedFrom).toBe(0);
    expect((await stat(path)).uid).toBe(0);
  });

  it('writes under names that cannot be known before', async () => {
    const names = [await listNewNames(), await listNewNames()];
    expect(names[0]?.length).toBeGreaterThan(0);
    expect(names[0]?.filter((name) => names[1]?.includes(name))).toEqual([]);
  });
});

const cutOnce = (index: number): ResponsePlan =>
  index === 0 ? { cutAfter: half, cut: 'reset' } : {};

async function makeVictim() {
  const folder = await makeFolder();
  const victim = join(await makeFolder(), 'victim');
  await writeFile(victim, 'precious');
  return { folder, path: join(folder, 'x.xlsx'), victim };
}

/** The names that end in `.new`, seen while a file is fetched. */
async function listNewNames(): Promise<string[]> {
  const folder = await makeFolder();
  const names = new Set<string>();
  const watcher = watch(folder, (_, name) => {
    if (name?.endsWith('.new') === true) names.add(name);
  });
  onTestFinished(() => {
    watcher.close();
  });
  const store = await startStore(object);
  await startDownload({ ...optionsFor(store, join(folder, 'x.xlsx')), receipt: {} }).result;
  return [...names];
}
