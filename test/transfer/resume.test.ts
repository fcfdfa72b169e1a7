import { writeFileSync } from 'node:fs';
import { readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SiemExportError } from '../../src/base/errors.ts';
import type { TransferEvent } from '../../src/transfer/download-request.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import {
  createObject,
  createWorkbook,
  startStore,
  type StoredObject,
  type TestStore,
} from '../helpers/store-server.ts';
import {
  failureOf,
  holds,
  listFolder,
  makeFolder,
  startDownload,
  type DownloadOptions,
} from './start-download.ts';

const workbook = createWorkbook(400_000);
const object = await createObject(workbook);
const half = 200_000;

describe('within a run', () => {
  it('goes on at the byte at which the connection broke, and asks for the same object', async () => {
    const reset = createReset();
    const store = await startStore(object, (index) => (index === 0 ? reset.plan : {}));
    const { path, result } = await downloadTo(store, reset);
    expect(await result).toMatchObject({ bytes: workbook.length, resumedFrom: 0 });
    expect(await holds(path, workbook)).toBe(true);
    const [first, second] = store.received;
    expect(first?.headers['range']).toBeUndefined();
    expect(second?.headers['if-match']).toBe('"one"');
    expect(startOf(second?.headers['range'])).toBeGreaterThan(0);
    expect(startOf(second?.headers['range'])).toBeLessThanOrEqual(half);
  });

  it.each(['end', 'stall'] as const)('goes on after an early %s', async (cut) => {
    const store = await startStore(object, (index) => (index === 0 ? { cutAfter: half, cut } : {}));
    const { path, result, events } = await downloadTo(store);
    await result;
    expect(await holds(path, workbook)).toBe(true);
    expect(events).toContainEqual(expect.objectContaining({ type: 'retry', failures: 1 }));
  });

  it('never gives up while bytes arrive', async () => {
    const store = await startStore(object, (index) =>
      index < 20 ? { cutAfter: 15_000, cut: 'end' } : {},
    );
    const { path, result } = await downloadTo(store);
    await result;
    expect(await holds(path, workbook)).toBe(true);
    expect(store.received).toHaveLength(21);
  });

  it('gives up when no byte arrives any more, and says how much is kept', async () => {
    const store = await startStore(object, (index) =>
      index === 0 ? { cutAfter: half, cut: 'end' } : { status: 503, code: 'ServiceUnavailable' },
    );
    const { result } = await downloadTo(store);
    expect(await failureOf(result)).toMatchObject({
      code: 'ServiceUnavailable',
      exit: 'unavailable',
      retryable: true,
      hint: expect.stringContaining('200 kB are kept: the same command goes on') as string,
    });
  });

  it('starts again from zero where the object was replaced, and mixes nothing', async () => {
    const other = await createObject(createWorkbook(300_000, 2), '"two"');
    let stored = object;
    const store = await startStore(
      () => stored,
      (index) => {
        if (index === 1) stored = other;
        return index === 0 ? { cutAfter: half, cut: 'reset' } : {};
      },
    );
    const { path, result, events } = await downloadTo(store);
    expect(await result).toMatchObject({ crc64: other.crc64 });
    expect(await holds(path, other.content)).toBe(true);
    expect(events).toContainEqual({
      type: 'restarted',
      reason: expect.objectContaining({ en: 'the file was replaced in the store' }) as object,
    });
  });

  it('starts again from zero where the store serves no parts', async () => {
    const store = await startStore(object, (index) => ({
      noRanges: true,
      ...(index === 0 ? { cutAfter: half, cut: 'reset' } : {}),
    }));
    const { path, result } = await downloadTo(store);
    await result;
    expect(await holds(path, workbook)).toBe(true);
  });

  it('starts again from zero where a part begins elsewhere than asked', async () => {
    const reset = createReset();
    const store = await startStore(object, (index) => {
      if (index === 0) return reset.plan;
      const total = workbook.length;
      return index === 1 ? { headers: { 'content-range': `bytes 5-${total - 1}/${total}` } } : {};
    });
    const { path, result, events } = await downloadTo(store, reset);
    await result;
    expect(await holds(path, workbook)).toBe(true);
    expect(events).toContainEqual({
      type: 'restarted',
      reason: expect.objectContaining({
        en: 'the store sent another part than was asked for',
      }) as object,
    });
  });

  it('starts again from zero where nothing tells one object from another', async () => {
    const nameless: StoredObject = { content: workbook, etag: undefined, crc64: undefined };
    const store = await startStore(nameless, (index) =>
      index === 0 ? { cutAfter: half, cut: 'reset' } : {},
    );
    const { path, result } = await downloadTo(store);
    expect(await result).toMatchObject({ verified: 'structure' });
    expect(await holds(path, workbook)).toBe(true);
  });

  it.each(['chunked', 'close'] as const)(
    'fetches an object of unknown length (%s), whole in spite of an early end',
    async (noLength) => {
      const store = await startStore(object, (index) =>
        index === 0 ? { noLength, cutAfter: half, cut: 'end' } : { noLength },
      );
      const { path, result } = await downloadTo(store);
      expect(await result).toMatchObject({ verified: 'crc64', bytes: workbook.length });
      expect(await holds(path, workbook)).toBe(true);
    },
  );
});

describe('across runs', () => {
  it('goes on from what an interrupted run left', async () => {
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

  it('says that bytes are kept only where the same command would go on from them', async () => {
    const { path, folder, store, remove } = await interrupt();
    remove();
    const hintOf = async (options: Partial<DownloadOptions> = {}) => {
      const { result } = startDownload({ ...optionsFor(store, path), ...options });
      return ((await failureOf(result)) as SiemExportError).hint;
    };
    const says = 'are kept: the same command goes on';
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

  it('fetches the last byte alone where nothing lacks', async () => {
    const store = await startStore(object);
    const folder = await makeFolder();
    const path = join(folder, 'x.xlsx');
    const onEvent = ({ type }: TransferEvent): void => {
      if (type === 'verifying') writeFileSync(path, 'in the way');
    };
    const { result } = startDownload({ ...optionsFor(store, path), onEvent });
    expect(await failureOf(result)).toMatchObject({
      code: 'FileExists',
      hint: expect.stringContaining('400 kB are kept') as string,
    });
    expect(await readFile(path, 'utf8')).toBe('in the way');
    await rm(path);
    await startDownload(optionsFor(store, path)).result;
    expect(await holds(path, workbook)).toBe(true);
    expect(store.received.at(-1)?.headers['range']).toBe(`bytes=${workbook.length - 1}-`);
    expect(await listFolder(folder)).toEqual(['x.xlsx']);
  });

  it.each(['"two"', '"one"'])(
    'starts again where the object is another one now (%s)',
    async (etag) => {
      const { store, path, replace } = await interrupt();
      const other = await createObject(createWorkbook(400_000, 3), etag);
      replace(other);
      const { result, events } = startDownload(optionsFor(store, path));
      expect(await result).toMatchObject({ resumedFrom: 0, crc64: other.crc64 });
      expect(await holds(path, other.content)).toBe(true);
      expect(events).toContainEqual(expect.objectContaining({ type: 'restarted' }));
    },
  );

  it('starts again where the bytes on disk are not those that were written', async () => {
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
        en: 'the partial file was changed by something else',
      }) as object,
    });
  });

  it('notices that also where the store gives no digest', async () => {
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
    'starts from zero where the sidecar holds %j',
    async (text) => {
      const { store, folder, path } = await interrupt();
      await writeFile(join(folder, '.x.xlsx.part.json'), text);
      expect(await startDownload(optionsFor(store, path)).result).toMatchObject({ resumedFrom: 0 });
      expect(await holds(path, workbook)).toBe(true);
    },
  );

  it('starts from zero where the partial file is shorter than the sidecar says', async () => {
    const { store, folder, path } = await interrupt();
    await truncate(join(folder, '.x.xlsx.part'), 1000);
    expect(await startDownload(optionsFor(store, path)).result).toMatchObject({ resumedFrom: 0 });
    expect(await holds(path, workbook)).toBe(true);
  });

  it('starts from zero with resume off, and where the Link leads elsewhere', async () => {
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

  it('leaves nothing behind where nothing can be gone on from', async () => {
    const store = await startStore(object, () => ({ status: 404, code: 'NoSuchKey' }));
    const { folder, result } = await downloadTo(store);
    expect(await failureOf(result)).toMatchObject({ code: 'NoSuchKey', exit: 'download' });
    expect(await listFolder(folder)).toEqual([]);
  });
});

async function downloadTo(store: TestStore, { onEvent }: Pick<DownloadOptions, 'onEvent'> = {}) {
  const folder = await makeFolder();
  const path = join(folder, 'x.xlsx');
  return { folder, path, ...startDownload({ ...optionsFor(store, path), onEvent }) };
}

/** A connection that is reset when some bytes have been received, and not before. */
function createReset() {
  let arrive = (): void => undefined;
  const cutWhen = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  return {
    plan: { cutAfter: half, cut: 'reset', cutWhen } as const,
    onEvent: (event: TransferEvent) => {
      if (event.type === 'progress' && event.receivedBytes > 0) arrive();
    },
  };
}

function optionsFor(store: TestStore, path: string): DownloadOptions {
  return { link: store.link(), target: { kind: 'file', path, ifExists: 'fail' } };
}

/** A run that is interrupted when `half` of the bytes are on disk. */
async function interrupt(initial = object) {
  let stored = initial;
  let isGone = false;
  const store = await startStore(
    () => stored,
    (index) => {
      if (isGone) return { status: 404, code: 'NoSuchKey' };
      return index === 0 ? { cutAfter: half, cut: 'stall' } : {};
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
  return { store, folder, path, replace, remove };
}

function startOf(range = ''): number {
  return Number(/^bytes=(\d+)-$/.exec(range)?.[1]);
}
