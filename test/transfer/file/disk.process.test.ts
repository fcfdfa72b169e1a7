import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { failureOf } from '../../helpers/failure-of.ts';
import type { DownloadRequest } from '../../../src/transfer/download-request.ts';
import { createObject, createWorkbook, startStore } from '../../helpers/store-server.ts';
import { mountSmallDisk } from '../../helpers/small-disk.ts';
import { holds, listFolder, makeFolder, startDownload } from '../start-download.ts';
import { isPosix } from '../../helpers/posix.ts';

const workbook = createWorkbook(3 * 2 ** 20);
const object = await createObject(workbook);
const disk = await mountSmallDisk('1m');
afterAll(() => {
  if (typeof disk !== 'string') disk.unmount();
});

describe('a disk that is too small', () => {
  it.skipIf(typeof disk === 'string')(
    `is found before the first byte (${typeof disk === 'string' ? disk : 'tmpfs'})`,
    async () => {
      if (typeof disk === 'string') return;
      const store = await startStore(object);
      const path = join(disk.folder, 'x.xlsx');
      const { result, events } = startDownload({
        link: store.link(),
        target: { kind: 'file', path },
      });
      expect(await failureOf(result)).toMatchObject({
        code: 'DiskFull',
        exit: 'download',
        message: expect.stringMatching(/has 1\.05 MB left, and the file needs 3\.15 MB/) as string,
      });
      expect(events.some(({ type }) => type === 'started')).toBe(false);
      expect(await listFolder(disk.folder)).toEqual([]);
    },
  );

  it.skipIf(typeof disk === 'string')(
    'fails with the reason if the length is unknown, and leaves nothing',
    async () => {
      if (typeof disk === 'string') return;
      const store = await startStore(object, () => ({ noLength: 'chunked' }));
      const path = join(disk.folder, 'x.xlsx');
      const target = { kind: 'file', path } as const;
      const { result } = startDownload({ link: store.link(), target });
      expect(await failureOf(result)).toMatchObject({
        code: 'DiskFull',
        exit: 'download',
        message: expect.stringContaining('the disk is full') as string,
      });
      expect(await listFolder(disk.folder)).toEqual([]);
    },
  );

  it.skipIf(typeof disk === 'string')(
    'keeps the bytes if it fills up during the transfer, and the next run resumes',
    async () => {
      if (typeof disk === 'string') return;
      const small = createWorkbook(900_000);
      const store = await startStore(await createObject(small), (index) =>
        index === 0 ? { rate: 600_000 } : {},
      );
      const path = join(disk.folder, 'x.xlsx');
      const filler = join(disk.folder, 'filler');
      let filling: Promise<unknown> | undefined;
      const options = {
        link: store.link(),
        target: { kind: 'file', path },
        onEvent: ({ type }: { readonly type: string }) => {
          if (type !== 'started') return;
          // The disk may be full for the filler too.
          filling ??= writeFile(filler, Buffer.alloc(500_000)).catch(() => undefined);
        },
      } as const;
      const error = await failureOf(startDownload(options).result);
      await filling;
      expect(error).toMatchObject({
        code: 'DiskFull',
        hint: expect.stringContaining('The same command resumes after') as string,
      });
      execFileSync('rm', [filler]);
      expect((await startDownload(options).result).resumedFrom).toBeGreaterThan(0);
      expect(await holds(path, small)).toBe(true);
    },
  );
});

describe('a disk that is read-only', () => {
  it.skipIf(typeof disk === 'string')(
    'is named in the error, also for a folder to create',
    async () => {
      if (typeof disk === 'string') return;
      execFileSync('/bin/mount', ['-o', 'remount,ro', disk.folder]);
      onTestFinished(() => {
        execFileSync('/bin/mount', ['-o', 'remount,rw', disk.folder]);
      });
      const store = await startStore(object);
      const folder = join(disk.folder, 'new', 'one');
      const target = { kind: 'folder', folder, fileName: 'x.xlsx' } as const;
      expect(await failureOf(startDownload({ link: store.link(), target }).result)).toMatchObject({
        code: 'EROFS',
        exit: 'download',
        message: `${folder} cannot be written: the file system is read-only`,
      });
    },
  );
});

describe('a path that cannot be written', () => {
  it('has one line with the reason: the folder does not exist', async () => {
    const path = join(await makeFolder(), 'missing', 'x.xlsx');
    expect(await failureOf(fetchTo(path))).toMatchObject({
      code: 'ENOENT',
      exit: 'download',
      message: `${path} cannot be written: its folder does not exist`,
    });
  });

  it('has one line with the reason: a file has the name of the folder', async () => {
    const file = join(await makeFolder(), 'file');
    await writeFile(file, 'x');
    expect(await failureOf(fetchTo(join(file, 'x.xlsx')))).toMatchObject({
      code: 'ENOTDIR',
      exit: 'download',
    });
  });

  it('has one line with the reason: the name is too long', async () => {
    const path = join(await makeFolder(), `${'x'.repeat(252)}.xlsx`);
    expect(await failureOf(fetchTo(path))).toMatchObject({
      code: 'ENAMETOOLONG',
      exit: 'download',
    });
  });

  // The only folder that root may not write to.
  it.skipIf(!isPosix)('has one line with the reason: permission denied', async () => {
    const folder = join(await makeFolder(), 'sealed');
    await mkdir(folder);
    await chmod(folder, 0o500);
    const sealed = process.getuid?.() === 0 ? '/proc/self' : folder;
    expect(await failureOf(fetchTo(join(sealed, 'x.xlsx')))).toMatchObject({ exit: 'download' });
  });

  it('has one line with the reason: a folder has the name of the partial file or its sidecar', async () => {
    for (const name of ['.x.xlsx.part', '.x.xlsx.part.json']) {
      const folder = await makeFolder();
      await mkdir(join(folder, name));
      expect(await failureOf(fetchTo(join(folder, 'x.xlsx')))).toMatchObject({
        code: 'FolderInPlace',
        exit: 'download',
        message: `${join(folder, name)} is a folder, not a file`,
      });
      expect(await listFolder(folder)).toEqual([name]);
    }
  });

  it('is reported before the first byte if it is the receipt of a file', async () => {
    const folder = await makeFolder();
    const long = join(folder, `${'x'.repeat(240)}.xlsx`);
    expect(await failureOf(fetchTo(long, {}))).toMatchObject({
      code: 'ENAMETOOLONG',
      exit: 'download',
      message: `${long}.receipt.json cannot be written: the name is too long`,
    });
    const path = join(folder, 'x.xlsx');
    await mkdir(`${path}.receipt.json`);
    expect(await failureOf(fetchTo(path, {}))).toMatchObject({
      code: 'FolderInPlace',
      exit: 'download',
    });
    expect(await listFolder(folder)).toEqual(['x.xlsx.receipt.json']);
  });

  it('may have a name of 255 bytes without a receipt', async () => {
    const folder = await makeFolder();
    const path = join(folder, `${'告'.repeat(83)}x.xlsx`.slice(0, 255));
    expect(Buffer.byteLength(`${'告'.repeat(83)}x.xlsx`)).toBe(255);
    await fetchTo(path);
    expect((await readFile(path)).equals(workbook)).toBe(true);
    expect(await listFolder(folder)).toHaveLength(1);
  });
});

async function fetchTo(path: string, receipt?: DownloadRequest['receipt']): Promise<unknown> {
  const store = await startStore(object);
  const target = { kind: 'file', path } as const;
  return await startDownload({ link: store.link(), target, receipt }).result;
}
