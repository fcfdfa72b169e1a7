import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObject, createWorkbook, startStore } from '../../helpers/store-server.ts';
import { holds, listFolder, makeFolder, startDownload } from '../start-download.ts';
import { createScaledClock } from '../../helpers/scaled-clock.ts';

const workbook = createWorkbook(30_000);
const object = await createObject(workbook);
const total = workbook.length;

/** How one response is cut: after how many bytes, how, and whether the link has expired by then. */
interface Mishap {
  readonly after: number;
  readonly cut: 'reset' | 'end';
  readonly expires: boolean;
}

const mishap: fc.Arbitrary<Mishap> = fc.record({
  after: fc.integer({ min: 0, max: total }),
  cut: fc.constantFrom('reset' as const, 'end' as const),
  expires: fc.boolean(),
});

describe('a body that is cut at any byte, any number of times, by reset or early end', () => {
  it('becomes the right file, with and without an expired link', { timeout: 60_000 }, async () => {
    const property = fc.asyncProperty(
      fc.array(mishap, { maxLength: 6 }),
      fc.boolean(),
      async (mishaps, hasRanges) => {
        const { store, renewLink } = await startFaultyStore(mishaps, hasRanges);
        const folder = await makeFolder();
        const path = join(folder, 'x.xlsx');
        const { result } = startDownload({
          link: store.link('0'),
          target: { kind: 'file', path },
          renewLink,
          clock: createScaledClock(1000),
        });
        expect(await result).toMatchObject({ bytes: total, crc64: object.crc64 });
        expect(await holds(path, workbook)).toBe(true);
        expect(await listFolder(folder)).toEqual(['x.xlsx']);
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  it('becomes the right file over several interrupted runs', { timeout: 60_000 }, async () => {
    const property = fc.asyncProperty(
      fc.array(mishap, { maxLength: 4 }),
      fc.array(fc.integer({ min: 0, max: total }), { minLength: 1, maxLength: 3 }),
      async (mishaps, interruptions) => {
        const { store, renewLink } = await startFaultyStore(mishaps, true);
        const folder = await makeFolder();
        const path = join(folder, 'x.xlsx');
        for (const at of [...interruptions, Infinity]) {
          const controller = new AbortController();
          const { result } = startDownload({
            link: store.link('0'),
            target: { kind: 'file', path },
            renewLink,
            signal: controller.signal,
            clock: createScaledClock(1000),
            onEvent: (event) => {
              if (event.type === 'progress' && event.receivedBytes >= at) controller.abort();
            },
          });
          const isWhole = await result.then(
            () => true,
            () => false,
          );
          if (isWhole) break;
          expect(await listFolder(folder)).not.toContain('x.xlsx');
        }
        expect(await holds(path, workbook)).toBe(true);
        expect(await listFolder(folder)).toEqual(['x.xlsx']);
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });
});

async function startFaultyStore(mishaps: readonly Mishap[], hasRanges: boolean) {
  const left = [...mishaps];
  let generation = 0;
  const store = await startStore(object, (_, { url }) => {
    if (!url.endsWith(`Signature=${generation}`)) {
      return { status: 403, code: 'AccessDenied', message: 'Request has expired.' };
    }
    const next = left.shift();
    if (next === undefined) return { noRanges: !hasRanges };
    if (next.expires) generation += 1;
    return { cutAfter: next.after, cut: next.cut, noRanges: !hasRanges };
  });
  return { store, renewLink: () => Promise.resolve(store.link(String(generation))) };
}
