import { once } from 'node:events';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/operations/explain/explain.ts';
import type { IfExists } from '../../../src/transfer/download-request.ts';
import { failureOf } from '../../helpers/failure-of.ts';
import {
  createObject,
  createWorkbook,
  startStore,
  type StoredObject,
} from '../../helpers/store-server.ts';
import { holds, listFolder, makeFolder, startDownload } from '../start-download.ts';
import { isPosix } from '../../helpers/posix.ts';

const workbook = createWorkbook(50_000);
const object = await createObject(workbook);
const old = Buffer.from('the old file');

describe('--if-exists', () => {
  it('fail: keeps the file and sends nothing', async () => {
    const { path, store, run } = await setUp(old);
    expect(await failureOf(run('fail'))).toMatchObject({
      code: 'FileExists',
      exit: 'download',
      message: `${path} already exists`,
    });
    expect(await holds(path, old)).toBe(true);
    expect(store.received).toEqual([]);
  });

  it('skip: fetches nothing if the file is identical, and writes a missing receipt', async () => {
    const { path, folder, run } = await setUp(workbook);
    expect(await run('skip')).toMatchObject({
      skipped: true,
      path,
      bytes: workbook.length,
      crc64: object.crc64,
      verified: 'crc64',
      receiptPath: `${path}.receipt.json`,
    });
    const receipt = await readFile(`${path}.receipt.json`, 'utf8');
    await run('skip');
    expect(await readFile(`${path}.receipt.json`, 'utf8')).toBe(receipt);
    expect(await listFolder(folder)).toEqual(['x.xlsx', 'x.xlsx.receipt.json']);
  });

  it.each(['fail', 'skip'] as const)(
    '%s: keeps the receipt of a file that was moved away, unless it is of the same object',
    async (ifExists) => {
      const { path, folder, run } = await setUp(undefined);
      await writeFile(`${path}.receipt.json`, 'notes of somebody');
      expect(await failureOf(run(ifExists))).toMatchObject({
        code: 'FileExists',
        exit: 'download',
        message: `${path}.receipt.json already exists and is a different file`,
      });
      expect(await readFile(`${path}.receipt.json`, 'utf8')).toBe('notes of somebody');
      expect(await listFolder(folder)).toEqual(['x.xlsx.receipt.json']);
      await run('overwrite');
      await rm(path);
      expect(await run(ifExists)).toMatchObject({ path, skipped: false });
    },
  );

  it.each([
    ['of another size', old],
    ['of the same size', Buffer.alloc(workbook.length)],
  ])('skip: fails where the file is another one %s, and leaves it alone', async (_, content) => {
    const { path, folder, run } = await setUp(content);
    expect(await failureOf(run('skip'))).toMatchObject({
      code: 'FileExists',
      exit: 'download',
      message: `${path} already exists and is a different file`,
    });
    expect(await holds(path, content)).toBe(true);
    expect(await listFolder(folder)).toEqual(['x.xlsx']);
  });

  it('skip: compares with the receipt if the store sends no digest', async () => {
    const silent = { ...object, crc64: undefined, md5: undefined };
    const { path, folder, run } = await setUp(undefined, silent);
    await run('skip');
    expect(await run('skip')).toMatchObject({ skipped: true, verified: 'length' });
    await writeFile(path, Buffer.alloc(workbook.length));
    expect(await failureOf(run('skip'))).toMatchObject({ code: 'FileExists' });
    await rm(join(folder, 'x.xlsx.receipt.json'));
    await writeFile(path, workbook);
    expect(await failureOf(run('skip'))).toMatchObject({ code: 'FileExists' });
  });

  it('overwrite: replaces the file', async () => {
    const { path, folder, run } = await setUp(old);
    expect(await run('overwrite')).toMatchObject({ path, skipped: false });
    expect(await holds(path, workbook)).toBe(true);
    expect(await listFolder(folder)).toEqual(['x.xlsx', 'x.xlsx.receipt.json']);
  });

  it('rename: skips a number that the receipt of a moved file has', async () => {
    const { path, folder, run } = await setUp(undefined);
    await writeFile(`${path}.receipt.json`, 'of a file elsewhere');
    expect(await run('rename')).toMatchObject({ path: join(folder, 'x (1).xlsx') });
    expect(await readFile(`${path}.receipt.json`, 'utf8')).toBe('of a file elsewhere');
  });

  it('rename: takes the first free number, for the receipt too', async () => {
    const { path, folder, run } = await setUp(old);
    expect(await run('rename')).toMatchObject({ path: join(folder, 'x (1).xlsx') });
    expect(await run('rename')).toMatchObject({ path: join(folder, 'x (2).xlsx') });
    expect(await holds(path, old)).toBe(true);
    expect(await listFolder(folder)).toEqual([
      'x (1).xlsx',
      'x (1).xlsx.receipt.json',
      'x (2).xlsx',
      'x (2).xlsx.receipt.json',
      'x.xlsx',
    ]);
  });

  it.each<IfExists>(['fail', 'skip'])(
    '%s: keeps a file that appears during the download',
    async (ifExists) => {
      const { path, run } = await setUp(undefined);
      const result = run(ifExists, () => writeFile(path, old));
      expect(await failureOf(result)).toMatchObject({ code: 'FileExists' });
      expect(await holds(path, old)).toBe(true);
    },
  );

  it('skip: accepts an identical file that another run saved meanwhile', async () => {
    const { path, run } = await setUp(undefined);
    expect(await run('skip', () => writeFile(path, workbook))).toMatchObject({ skipped: true });
  });

  it.each<IfExists>(['fail', 'skip', 'overwrite', 'rename'])(
    '%s: fails if a folder has the name',
    async (ifExists) => {
      const { path, folder, store, run } = await setUp(undefined);
      await mkdir(path);
      expect(await failureOf(run(ifExists))).toMatchObject({
        code: 'FolderInPlace',
        exit: 'download',
      });
      expect(await listFolder(folder)).toEqual(['x.xlsx']);
      expect(store.received).toEqual([]);
    },
  );

  it.skipIf(!isPosix)('fails as explain says if the name is taken by a socket', async () => {
    const { path, folder, store, run } = await setUp(undefined);
    const server = createServer().listen(path);
    await once(server, 'listening');
    const { cause, ...described } = explain('DeviceInPlace');
    expect(cause.en).toContain('socket');
    expect(await failureOf(run('overwrite'))).toMatchObject({
      code: 'DeviceInPlace',
      message: `${path} is a device, a pipe or a socket, not a file`,
      hint: described.advice.en,
      exit: described.exit,
      retryable: described.retryable,
    });
    expect(await listFolder(folder)).toEqual(['x.xlsx']);
    expect(store.received).toEqual([]);
    server.close();
  });

  it.skipIf(!isPosix).each<IfExists>(['fail', 'skip'])(
    '%s: fails if a broken symbolic link has the name',
    async (ifExists) => {
      const { path, folder, store, run } = await setUp(undefined);
      await symlink(join(folder, 'nowhere'), path);
      expect(await failureOf(run(ifExists))).toMatchObject({ code: 'FileExists' });
      expect(await listFolder(folder)).toEqual(['x.xlsx']);
      expect(store.received).toEqual([]);
    },
  );

  it.skipIf(!isPosix)('overwrite: replaces a symbolic link, not its target', async () => {
    const { path, folder, run } = await setUp(undefined);
    const elsewhere = join(folder, 'elsewhere');
    await writeFile(elsewhere, old);
    await symlink(elsewhere, path);
    await run('overwrite');
    expect(await holds(elsewhere, old)).toBe(true);
    expect(await holds(path, workbook)).toBe(true);
  });

  it.skipIf(!isPosix)(
    'does not write through a symbolic link with the name of the partial file',
    async () => {
      const { path, folder, run } = await setUp(undefined);
      const elsewhere = join(folder, 'elsewhere');
      await writeFile(elsewhere, old);
      await symlink(elsewhere, join(folder, '.x.xlsx.part'));
      await run('fail');
      expect(await holds(elsewhere, old)).toBe(true);
      expect(await holds(path, workbook)).toBe(true);
    },
  );
});

/** A store, and a folder with or without a file. */
async function setUp(content: Buffer | undefined, stored: StoredObject = object) {
  const store = await startStore(stored);
  const folder = await makeFolder();
  const path = join(folder, 'x.xlsx');
  if (content !== undefined) await writeFile(path, content);
  const run = (ifExists: IfExists, meanwhile?: () => Promise<void>) => {
    let done: Promise<void> | undefined;
    return startDownload({
      link: store.link(),
      target: { kind: 'file', path },
      ifExists,
      receipt: {},
      onEvent: ({ type }) => {
        if (type === 'started') done ??= meanwhile?.();
      },
    }).result;
  };
  return { store, folder, path, run };
}
