import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { Clock } from '../../../src/base/context.ts';
import { createHttpClient } from '../../../src/network/http-client.ts';
import {
  fetchSegment,
  openFirst,
  type SegmentSink,
} from '../../../src/transfer/fetch/fetch-segment.ts';
import { createLinkSource } from '../../../src/transfer/store/link.ts';
import { createProgress } from '../../../src/transfer/fetch/progress.ts';
import { createRateLimit } from '../../../src/transfer/fetch/rate-limit.ts';
import { failureOf } from '../../helpers/failure-of.ts';
import { recordTold } from '../../helpers/process-events.ts';
import { createScaledClock } from '../../helpers/scaled-clock.ts';
import { createObject, createWorkbook, startStore } from '../../helpers/store-server.ts';

const object = await createObject(createWorkbook(20_000));

/** Another connection fetches the bytes after these. */
const end = 10;

it('fails with the error of the write that delayed its last chunk, and no other', async () => {
  const unhandled = recordTold('unhandledRejection');
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  const sink: SegmentSink = {
    take: async () => {
      await nextTurn();
      throw full;
    },
    flush: () => Promise.reject(full),
    validateEnd: () => Promise.resolve(),
  };
  const { result } = await fetchStart({ sink });
  expect(await failureOf(result)).toBe(full);
  expect(await unhandled()).toEqual([]);
});

it('fails with the reason of an abort while the rate limit delays its last chunk, and no other', async () => {
  const unhandled = recordTold('unhandledRejection');
  const reason = new Error('stopped by the test');
  const sink: SegmentSink = {
    take: () => undefined,
    flush: () => Promise.resolve(),
    validateEnd: () => Promise.resolve(),
  };
  const { result, abort, held } = await fetchStart({ sink, bytesPerSecond: 1 });
  await held;
  abort(reason);
  expect(await failureOf(result)).toBe(reason);
  expect(await unhandled()).toEqual([]);
});

async function fetchStart(options: {
  readonly sink: SegmentSink;
  readonly bytesPerSecond?: number;
}) {
  const { sink, bytesPerSecond } = options;
  const store = await startStore(object);
  const controller = new AbortController();
  const { signal } = controller;
  const time = createScaledClock(1);
  let onHeld: () => void;
  const held = new Promise<void>((resolve) => (onHeld = resolve));
  const clock: Clock = {
    now: () => time.now(),
    sleep(ms, sleeping) {
      // The stall watch sleeps for 30 s; the rate limit delays ten bytes for 10 s.
      if (ms < 20_000) onHeld();
      return time.sleep(ms, sleeping);
    },
  };
  const http = createHttpClient({ env: {}, userAgent: 'siem-export/test' });
  onTestFinished(() => {
    http.close();
  });
  const policy = { allowedHosts: [], allowLoopback: true };
  const session = {
    http,
    links: createLinkSource({ link: store.link(), policy, signal, clock }),
    limit: createRateLimit({ bytesPerSecond, clock }),
    clock,
    random: () => 0.5,
    signal,
    limits: {},
    onEvent: undefined,
  };
  const first = await openFirst(
    { start: 0, end: undefined, known: undefined, neededMs: 0 },
    session,
  );
  const { facts } = first;
  const { totalBytes } = facts;
  const progress = createProgress({ resumedFrom: 0, totalBytes, clock, onEvent: undefined });
  const result = fetchSegment({ position: 0, end }, { session, facts, progress, sink, first });
  result.catch(() => undefined);
  const abort = (reason: Error): void => {
    controller.abort(reason);
  };
  return { result, abort, held };
}
