import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpClient } from '../../../src/network/http-client.ts';
import { fetchGaps } from '../../../src/transfer/fetch/connections.ts';
import { openFirst } from '../../../src/transfer/fetch/fetch-segment.ts';
import { createProgress } from '../../../src/transfer/fetch/progress.ts';
import { createRateLimit } from '../../../src/transfer/fetch/rate-limit.ts';
import { createLinkSource } from '../../../src/transfer/store/link.ts';
import { failureOf } from '../../helpers/failure-of.ts';
import { createScaledClock } from '../../helpers/scaled-clock.ts';
import { createObject, startStore } from '../../helpers/store-server.ts';

const mib = 2 ** 20;

describe('fetchGaps', () => {
  it.each([
    { connections: 1, sizeMib: 24, started: 1 },
    { connections: 3, sizeMib: 24, started: 3 },
    { connections: 4, sizeMib: 9, started: 2 },
    { connections: 'auto', sizeMib: 24, started: 1 },
  ] as const)(
    'starts $started for $connections connections and $sizeMib MiB',
    async ({ connections, sizeMib, started }) => {
      expect(await countStarted(connections, sizeMib * mib)).toBe(started);
    },
  );
});

/** Each connection that starts asks for a sink at once. */
async function countStarted(connections: number | 'auto', sizeBytes: number): Promise<number> {
  const store = await startStore(await createObject(Buffer.alloc(sizeBytes)));
  const controller = new AbortController();
  const { signal } = controller;
  const clock = createScaledClock(1);
  const http = createHttpClient({ env: {}, userAgent: 'siem-export/test' });
  onTestFinished(() => {
    http.close();
  });
  const policy = { allowedHosts: [], allowLoopback: true };
  const session = {
    http,
    links: createLinkSource({ link: store.link(), policy, signal, clock }),
    limit: createRateLimit({ bytesPerSecond: undefined, clock }),
    clock,
    random: () => 0.5,
    signal,
    limits: {},
    onEvent: undefined,
  };
  const request = { start: 0, end: undefined, known: undefined, neededMs: 0 };
  const first = await openFirst(request, session);
  const { facts } = first;
  const progress = createProgress({
    resumedFrom: 0,
    totalBytes: sizeBytes,
    clock,
    onEvent: undefined,
  });
  const sink = {
    take: () => undefined,
    flush: () => Promise.resolve(),
    validateEnd: () => Promise.resolve(),
  };
  let sinks = 0;
  const createSink = () => {
    sinks++;
    return sink;
  };
  const gaps = [{ start: 0, end: sizeBytes }];
  const result = fetchGaps({ session, facts, progress, first, gaps, connections, createSink });
  const started = sinks;
  controller.abort(new Error('stopped by the test'));
  await failureOf(result);
  return started;
}
