import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/base/context.ts';
import { failureOf } from '../../helpers/failure-of.ts';
import { recordTold } from '../../helpers/process-events.ts';
import { createScaledClock } from '../../helpers/scaled-clock.ts';
import { createObject, startStore, type ResponsePlan } from '../../helpers/store-server.ts';
import type { ReceivedRequest } from '../../helpers/with-server.ts';
import { holds, listFolder, makeFolder, startDownload } from '../start-download.ts';

const mib = 2 ** 20;
const content = createContent(24 * mib);
const object = await createObject(content);

describe('several connections', () => {
  it('fetch the parts of a file, each byte once, and verify the whole', async () => {
    const { path, result, store } = await fetchOver(4);
    expect(await result).toMatchObject({ crc64: object.crc64, verified: 'crc64' });
    expect(await holds(path, content)).toBe(true);
    const ranges = store.received.map(({ headers }) => headers['range']);
    expect(ranges.filter((range) => range === undefined)).toHaveLength(1);
    expect(ranges.length).toBeGreaterThanOrEqual(4);
    expect(store.received.slice(1).every(({ headers }) => headers['if-match'] === '"one"')).toBe(
      true,
    );
  });

  it('are one if the store serves no ranges, or the file is small', async () => {
    const noRanges = await fetchOver(4, () => ({ noRanges: true }));
    await noRanges.result;
    expect(await holds(noRanges.path, content)).toBe(true);
    expect(noRanges.store.received).toHaveLength(1);
    const auto = await fetchOver('auto');
    await auto.result;
    expect(auto.store.received).toHaveLength(1);
  });

  it('are one after a restart if the store announces ranges but does not serve them', async () => {
    const { path, result, store } = await fetchOver(4, () => ({
      noRanges: true,
      headers: { 'accept-ranges': 'bytes' },
    }));
    await result;
    expect(await holds(path, content)).toBe(true);
    expect(store.received.at(-1)?.headers['range']).toBeUndefined();
  });

  it('survive cuts of each of them', async () => {
    const cut = new Set<string>();
    const { path, result } = await fetchOver(4, (_, { headers }) => {
      const range = headers['range'] ?? 'whole';
      if (cut.size >= 6 || cut.has(range)) return {};
      cut.add(range);
      return { cutAfter: 700_000, cut: cut.size % 2 === 0 ? 'reset' : 'end' };
    });
    await result;
    expect(await holds(path, content)).toBe(true);
  });

  it('start over together if the object is replaced', async () => {
    const other = await createObject(createContent(24 * mib, 7), '"two"');
    let isReplaced = false;
    const { path, result, events } = await fetchOver(4, (index) => {
      isReplaced ||= index === 3;
      return isReplaced ? { object: other } : {};
    });
    expect(await result).toMatchObject({ crc64: other.crc64 });
    expect(await holds(path, other.content)).toBe(true);
    expect(events).toContainEqual(expect.objectContaining({ type: 'restarted' }));
  });

  it('end together if one fails for good, and keep the bytes for the next run', async () => {
    let isBroken = true;
    const { folder, path, result, store } = await fetchOver(4, (index, { headers }) =>
      isBroken && index > 4 && headers['range'] !== undefined
        ? { status: 404, code: 'NoSuchKey' }
        : {},
    );
    expect(await failureOf(result)).toMatchObject({
      code: 'NoSuchKey',
      hint: expect.stringContaining('The same command resumes after') as string,
    });
    expect(await listFolder(folder)).toEqual(['.x.bin.part', '.x.bin.part.json']);
    isBroken = false;
    const again = startDownload({
      link: store.link('s', 'x.bin'),
      target: { kind: 'file', path },
      connections: 2,
    });
    expect((await again.result).resumedFrom).toBeGreaterThan(mib);
    expect(await holds(path, content)).toBe(true);
  });

  it('do not wait for a new link if one has failed for good', async () => {
    let tellAsked = (): void => undefined;
    const cutWhen = new Promise<void>((resolve) => (tellAsked = resolve));
    const { result } = await fetchOver(
      2,
      (index) => {
        if (index === 0) return { cutAfter: mib, cut: 'end', cutWhen };
        return index === 1
          ? { status: 403, code: 'AccessDenied' }
          : { status: 404, code: 'NoSuchKey' };
      },
      () => {
        tellAsked();
        return new Promise(() => undefined);
      },
    );
    expect(await failureOf(result)).toMatchObject({ code: 'NoSuchKey' });
  });

  it('can share one signal with many downloads, without a leak warning', async () => {
    const warnings = recordTold('warning');
    const small = await createObject(content.subarray(0, mib));
    const store = await startStore(small);
    const folder = await makeFolder();
    const { signal } = new AbortController();
    const downloads = Array.from({ length: 14 }, (_, index) =>
      startDownload({
        link: store.link('s', 'x.bin'),
        target: { kind: 'file', path: join(folder, `${index}.bin`) },
        signal,
      }),
    );
    await Promise.all(downloads.map(({ result }) => result));
    expect(await warnings()).toEqual([]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('share one new link', async () => {
    let refusals = 0;
    let renewals = 0;
    const { path, result } = await fetchOver(
      4,
      (index, { url }) => {
        if (index < 2 || !url.endsWith('Signature=s')) return {};
        refusals += 1;
        return { status: 403, code: 'AccessDenied', message: 'Request has expired.' };
      },
      async (fresh) => {
        renewals += 1;
        // Both connections have been rejected by then.
        while (refusals < 2) await nextTurn();
        return fresh;
      },
    );
    await result;
    expect(await holds(path, content)).toBe(true);
    expect(renewals).toBe(1);
  });
});

describe('--limit-rate', () => {
  it.each([1, 4])('limits %i connections together', async (connections) => {
    const part = await createObject(content.subarray(0, 12 * mib));
    const store = await startStore(part);
    const path = join(await makeFolder(), 'x.bin');
    const clock = createScaledClock(4);
    const startedAt = clock.now();
    const limitRate = 3 * mib;
    const { result } = startDownload({
      link: store.link('s', 'x.bin'),
      target: { kind: 'file', path },
      connections,
      limitRate,
      clock,
    });
    await result;
    // Never faster; how much slower depends on the machine.
    const rate = (12 * mib) / ((clock.now() - startedAt) / 1000);
    expect(rate).toBeLessThan(1.05 * limitRate);
  });

  it('delays nothing after a download has failed', async () => {
    const time = createScaledClock(1);
    let sleeping = 0;
    const clock: Clock = {
      now: () => time.now(),
      sleep(ms, options) {
        sleeping += 1;
        return time.sleep(ms, options).finally(() => (sleeping -= 1));
      },
    };
    const store = await startStore(object, (_, { headers }) =>
      headers['range'] === undefined ? {} : { status: 404, code: 'NoSuchKey' },
    );
    const { result } = startDownload({
      link: store.link('s', 'x.bin'),
      target: { kind: 'file', path: join(await makeFolder(), 'x.bin') },
      connections: 2,
      limitRate: 5000,
      clock,
    });
    expect(await failureOf(result)).toMatchObject({ code: 'NoSuchKey' });
    await nextTurn();
    expect(sleeping).toBe(0);
  });
});

async function fetchOver(
  connections: number | 'auto',
  plan?: (index: number, request: ReceivedRequest) => ResponsePlan,
  renew?: (fresh: string) => Promise<string>,
) {
  const store = await startStore(object, plan);
  const folder = await makeFolder();
  const path = join(folder, 'x.bin');
  const download = startDownload({
    link: store.link('s', 'x.bin'),
    target: { kind: 'file', path },
    connections,
    renewLink: renew && (() => renew(store.link('fresh', 'x.bin'))),
  });
  return { store, folder, path, ...download };
}

/** Bytes that differ at each position: a misplaced byte is noticed. */
function createContent(sizeBytes: number, seed = 1): Buffer {
  const words = new Uint32Array(sizeBytes / 4);
  for (let index = 0; index < words.length; index++)
    words[index] = Math.imul(index + seed, 2_654_435_761);
  return Buffer.from(words.buffer);
}
