import { describe, expect, it } from 'vitest';
import type { SiemExportError } from '../../../src/base/errors.ts';
import type { TransferEvent } from '../../../src/transfer/download-request.ts';
import { failureOf } from '../../helpers/failure-of.ts';
import {
  createObject,
  createWorkbook,
  startStore,
  type StoredObject,
} from '../../helpers/store-server.ts';
import { holds } from '../start-download.ts';
import { downloadTo, half, object, workbook } from '../download-to.ts';

describe('a broken connection', () => {
  it('is continued at the same byte of the same object', async () => {
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

  it.each(['end', 'stall'] as const)('is continued after an early %s', async (cut) => {
    const store = await startStore(object, (index) => (index === 0 ? { cutAfter: half, cut } : {}));
    const { path, result, events } = await downloadTo(store);
    await result;
    expect(await holds(path, workbook)).toBe(true);
    expect(events).toContainEqual(expect.objectContaining({ type: 'retry', failures: 1 }));
  });

  it('is never given up while bytes arrive', async () => {
    const store = await startStore(object, (index) =>
      index < 20 ? { cutAfter: 15_000, cut: 'end' } : {},
    );
    const { path, result } = await downloadTo(store);
    await result;
    expect(await holds(path, workbook)).toBe(true);
    expect(store.received).toHaveLength(21);
  });

  it.each([
    ['right', object.crc64, 'crc64'],
    ['wrong', '1', 'DigestMismatch'],
  ])('heeds a %s digest that a later answer alone gives', async (_, crc64, expected) => {
    const store = await startStore({ ...object, crc64: undefined, md5: undefined }, (index) =>
      index === 0 ? { cutAfter: half, cut: 'end' } : { headers: { 'x-oss-hash-crc64ecma': crc64 } },
    );
    const { result } = await downloadTo(store);
    const ended = await result.then(
      ({ verified }) => verified,
      (error: unknown) => (error as SiemExportError).code,
    );
    expect(ended).toBe(expected);
  });

  it('is retried after the delay that the store asks for', async () => {
    const store = await startStore(object, (index) =>
      index === 0 ? { status: 503, headers: { 'retry-after': '7' } } : {},
    );
    const { path, result, events } = await downloadTo(store);
    await result;
    expect(events).toContainEqual(expect.objectContaining({ type: 'retry', delayMs: 7000 }));
    expect(await holds(path, workbook)).toBe(true);
  });

  it('is given up when no byte arrives, and the hint names the bytes to resume from', async () => {
    const store = await startStore(object, (index) =>
      index === 0 ? { cutAfter: half, cut: 'end' } : { status: 503, code: 'ServiceUnavailable' },
    );
    const { result } = await downloadTo(store);
    expect(await failureOf(result)).toMatchObject({
      code: 'ServiceUnavailable',
      exit: 'unavailable',
      retryable: true,
      hint: expect.stringContaining('The same command resumes after 200 kB.') as string,
    });
  });

  it('starts over if the object was replaced, without mixing bytes', async () => {
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
      reason: expect.objectContaining({ en: 'the file in the store was replaced' }) as object,
    });
  });

  it('starts over with the reason if the store sends no ETag or digest', async () => {
    const nameless = { ...object, etag: undefined, crc64: undefined, md5: undefined };
    const store = await startStore(nameless, (index) =>
      index === 0 ? { cutAfter: half, cut: 'end' } : {},
    );
    const { path, result, events } = await downloadTo(store);
    await result;
    expect(await holds(path, workbook)).toBe(true);
    expect(events).toContainEqual({
      type: 'restarted',
      reason: expect.objectContaining({
        en: expect.stringContaining('no ETag or digest') as string,
      }) as object,
    });
  });

  it('starts over if the store serves no ranges', async () => {
    const store = await startStore(object, (index) => ({
      noRanges: true,
      ...(index === 0 ? { cutAfter: half, cut: 'reset' } : {}),
    }));
    const { path, result } = await downloadTo(store);
    await result;
    expect(await holds(path, workbook)).toBe(true);
  });

  it('starts over if a range begins at another byte than requested', async () => {
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
        en: 'the store sent a different part of the file than requested',
      }) as object,
    });
  });

  it('starts over if nothing identifies the object', async () => {
    const nameless: StoredObject = { content: workbook, etag: undefined, crc64: undefined };
    const store = await startStore(nameless, (index) =>
      index === 0 ? { cutAfter: half, cut: 'reset' } : {},
    );
    const { path, result } = await downloadTo(store);
    expect(await result).toMatchObject({ verified: 'structure' });
    expect(await holds(path, workbook)).toBe(true);
  });

  it.each(['chunked', 'close'] as const)(
    'fetches an object of unknown length (%s) completely, despite an early end',
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

/** Resets a connection after some bytes have been received. */
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

function startOf(range = ''): number {
  return Number(/^bytes=(\d+)-$/.exec(range)?.[1]);
}
