import { writeFileSync } from 'node:fs';
import { readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SiemExportError } from '../../../src/base/errors.ts';
import type { TransferEvent } from '../../../src/transfer/download-request.ts';
import { failureOf } from '../../helpers/failure-of.ts';
import { createScaledClock } from '../../helpers/scaled-clock.ts';
import {
  createObject,
  createWorkbook,
  startStore,
  type ResponsePlan,
  type StoredObject,
} from '../../helpers/store-server.ts';
import {
  holds,
  listFolder,
  makeFolder,
  startDownload,
  type DownloadOptions,
} from '../start-download.ts';
import { downloadTo, half, object, optionsFor, workbook } from '../download-to.ts';

describe('a second run', () => {
  it('resumes the partial file of an interrupted run', async () => {
    const { store, folder, path } = await interrupt();
    expect(await readdir(folder)).toEqual(['.x.xlsx.part', '.x.xlsx.part.json']);
    const { result, events } = startDownload(optionsFor(store, path));
    const { resumedFrom, sha256 } = await result;
    expect(resumedFrom).toBe(half);
    expect(store.received.at(-1)?.headers).toMatchObject({
      range: `bytes=${half}-`,
      'if-match': '"one"',
    });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'started', resumedFrom: half }) as unknown,
    );
    expect(await holds(path, workbook)).toBe(true);
    expect(await listFolder(folder)).toEqual(['x.xlsx']);
    const whole = await downloadTo(store);
    expect((await whole.result).sha256).toBe(sha256);
  });

  it('names the bytes to resume from only if the same command would resume', async () => {
    const { path, folder, store, remove } = await interrupt();
    remove();
    const hintOf = async (options: Partial<DownloadOptions> = {}) => {
      const { result } = startDownload({ ...optionsFor(store, path), ...options });
      return ((await failureOf(result)) as SiemExportError).hint;
    };
    const says = 'The same command resumes after';
    expect(await hintOf()).toContain(says);
    expect(await hintOf({ link: store.link('secret', 'other.xlsx') })).not.toContain(says);
    expect(await hintOf({ resume: false })).not.toContain(says);
    expect(await listFolder(folder)).toEqual(['.x.xlsx.part', '.x.xlsx.part.json']);
  });

  it('keeps nothing secret in the sidecar', async () => {
    const { folder } = await interrupt();
    const text = await readFile(join(folder, '.x.xlsx.part.json'), 'utf8');
    expect(text).toContain('/siem/event_1.xlsx');
    expect(text).not.toMatch(/secret|Signature|Expires|\?/);
  });

  it('fetches only the last byte if none is missing', async () => {
    const store = await startStore(object);
    const folder = await makeFolder();
    const path = join(folder, 'x.xlsx');
    const onEvent = ({ type }: TransferEvent): void => {
      if (type === 'verifying') writeFileSync(path, 'in the way');
    };
    const { result } = startDownload({ ...optionsFor(store, path), onEvent });
    expect(await failureOf(result)).toMatchObject({
      code: 'FileExists',
      hint: expect.stringContaining('The same command resumes after 400 kB.') as string,
    });
    expect(await readFile(path, 'utf8')).toBe('in the way');
    await rm(path);
    await startDownload(optionsFor(store, path)).result;
    expect(await holds(path, workbook)).toBe(true);
    expect(store.received.at(-1)?.headers['range']).toBe(`bytes=${workbook.length - 1}-`);
    expect(await listFolder(folder)).toEqual(['x.xlsx']);
  });

  it.each(['"two"', '"one"'])('starts over if the object was replaced (%s)', async (etag) => {
    const { store, path, replace } = await interrupt();
    const other = await createObject(createWorkbook(400_000, 3), etag);
    replace(other);
    const { result, events } = startDownload(optionsFor(store, path));
    expect(await result).toMatchObject({ resumedFrom: 0, crc64: other.crc64 });
    expect(await holds(path, other.content)).toBe(true);
    expect(events).toContainEqual(expect.objectContaining({ type: 'restarted' }));
  });

  it('starts over if the bytes on disk changed', async () => {
    const { store, folder, path } = await interrupt();
    const partial = join(folder, '.x.xlsx.part');
    const content = await readFile(partial);
    content.fill(0, 1000, 5000);
    await writeFile(partial, content);
    const { result, events } = startDownload(optionsFor(store, path));
    await result;
    expect(await holds(path, workbook)).toBe(true);
    expect(events).toContainEqual({
      type: 'restarted',
      reason: expect.objectContaining({
        en: 'another program changed the partial file',
      }) as object,
    });
  });

  it('notices such a change without a digest from the store too', async () => {
    const { store, folder, path } = await interrupt({
      ...object,
      crc64: undefined,
      md5: undefined,
    });
    const partial = join(folder, '.x.xlsx.part');
    const content = await readFile(partial);
    content.fill(0, half - 500, half);
    await writeFile(partial, content);
    await startDownload(optionsFor(store, path)).result;
    expect(await holds(path, workbook)).toBe(true);
  });

  it.each(['', '{', '[]', '{"Schema":1}', '{"Schema":2}', '\u0000'])(
    'starts over if the sidecar contains %j',
    async (text) => {
      const { store, folder, path } = await interrupt();
      await writeFile(join(folder, '.x.xlsx.part.json'), text);
      expect(await startDownload(optionsFor(store, path)).result).toMatchObject({ resumedFrom: 0 });
      expect(await holds(path, workbook)).toBe(true);
    },
  );

  it('starts over if the partial file is shorter than the sidecar states', async () => {
    const { store, folder, path } = await interrupt();
    await truncate(join(folder, '.x.xlsx.part'), 1000);
    expect(await startDownload(optionsFor(store, path)).result).toMatchObject({ resumedFrom: 0 });
    expect(await holds(path, workbook)).toBe(true);
  });

  it('starts over without resume, and if the link points to another object', async () => {
    const first = await interrupt();
    const off = { ...optionsFor(first.store, first.path), resume: false };
    expect(await startDownload(off).result).toMatchObject({ resumedFrom: 0 });
    const second = await interrupt();
    const elsewhere = {
      ...optionsFor(second.store, second.path),
      link: second.store.link('s', 'event_2.xlsx'),
    };
    expect(await startDownload(elsewhere).result).toMatchObject({ resumedFrom: 0 });
  });

  it('starts over if the store takes the partial file for the whole one', async () => {
    const { store, path, refuseOnce } = await interrupt({
      ...object,
      crc64: undefined,
      md5: undefined,
    });
    refuseOnce({ status: 416, headers: { 'content-range': `bytes */${half}` } });
    const { result, events } = startDownload(optionsFor(store, path));
    expect(await result).toMatchObject({ resumedFrom: 0, verified: 'structure' });
    expect(events).toContainEqual({
      type: 'restarted',
      reason: expect.objectContaining({
        en: 'the length of the file in the store changed',
      }) as object,
    });
    expect(await holds(path, workbook)).toBe(true);
  });

  it('leaves no partial file that cannot be resumed', async () => {
    const store = await startStore(object, () => ({ status: 404, code: 'NoSuchKey' }));
    const { folder, result } = await downloadTo(store);
    expect(await failureOf(result)).toMatchObject({ code: 'NoSuchKey', exit: 'download' });
    expect(await listFolder(folder)).toEqual([]);
  });
});

/** Interrupts a run when `half` of the bytes are on disk. */
async function interrupt(initial = object) {
  let stored = initial;
  let isGone = false;
  let refusal: ResponsePlan | undefined;
  const store = await startStore(
    () => stored,
    (index) => {
      if (isGone) return { status: 404, code: 'NoSuchKey' };
      const plan = index === 0 ? { cutAfter: half, cut: 'stall' as const } : (refusal ?? {});
      refusal = undefined;
      return plan;
    },
  );
  const folder = await makeFolder();
  const path = join(folder, 'x.xlsx');
  const controller = new AbortController();
  const reason = new Error('stop');
  const clock = createScaledClock(10);
  const options = { ...optionsFor(store, path), signal: controller.signal, clock };
  const { result } = startDownload(options);
  const sidecar = join(folder, '.x.xlsx.part.json');
  await expect.poll(() => readFile(sidecar, 'utf8').catch(() => '')).toContain(`,${half}]]`);
  controller.abort(reason);
  expect(await failureOf(result)).toBe(reason);
  const replace = (other: StoredObject): void => {
    stored = other;
  };
  const remove = (): void => {
    isGone = true;
  };
  const refuseOnce = (plan: ResponsePlan): void => {
    refusal = plan;
  };
  return { store, folder, path, replace, remove, refuseOnce };
}
