import { getEventListeners } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { SiemExportError } from '../../../src/base/errors.ts';
import { failureOf } from '../../helpers/failure-of.ts';
import { recordTold } from '../../helpers/process-events.ts';
import { createObject, createWorkbook, startStore } from '../../helpers/store-server.ts';
import { startDownload } from '../start-download.ts';

const workbook = createWorkbook(300_000);
const object = await createObject(workbook);

describe('a download to standard output', () => {
  it('writes the bytes and verifies them at the end', async () => {
    const store = await startStore(object);
    const output = createOutput();
    const { result, events } = startDownload({ link: store.link(), target: output.target });
    expect(await result).toMatchObject({ path: null, crc64: object.crc64, verified: 'crc64' });
    expect(output.content().equals(workbook)).toBe(true);
    const totalBytes = workbook.length;
    expect(events).toContainEqual({ type: 'started', path: null, totalBytes, resumedFrom: 0 });
    expect(events).toContainEqual({ type: 'progress', receivedBytes: totalBytes, totalBytes });
  });

  it('continues at the right byte after a cut', async () => {
    const store = await startStore(object, (index) =>
      index < 3 ? { cutAfter: 60_000, cut: 'end' } : {},
    );
    const output = createOutput();
    await startDownload({ link: store.link(), target: output.target }).result;
    expect(output.content().equals(workbook)).toBe(true);
  });

  it('fails if it would have to start over', async () => {
    const other = await createObject(createWorkbook(300_000, 2), '"two"');
    const store = await startStore(object, (index) =>
      index === 0 ? { cutAfter: 100_000, cut: 'end', rate: 10_000_000 } : { object: other },
    );
    const output = createOutput();
    const { result } = startDownload({ link: store.link(), target: output.target });
    expect(await failureOf(result)).toMatchObject({ code: 'StreamBroken', exit: 'download' });
  });

  it('fails if the digest does not match', async () => {
    const store = await startStore({ ...object, crc64: '1' });
    const { result } = startDownload({ link: store.link(), target: createOutput().target });
    expect(await failureOf(result)).toMatchObject({
      code: 'DigestMismatch',
      exit: 'integrity',
      hint: 'The output is not the file in the store: discard it and run the command again.',
    });
  });

  it('writes nothing of a file that is not a workbook', async () => {
    const store = await startStore(await createObject(Buffer.from('<Error/>')));
    const output = createOutput();
    const { result } = startDownload({ link: store.link(), target: output.target });
    expect(await failureOf(result)).toMatchObject({ code: 'NotAWorkbook', exit: 'integrity' });
    expect(output.content()).toHaveLength(0);
  });

  it('writes a file that is neither a workbook nor a zip archive', async () => {
    const content = Buffer.from('id,name\n1,a\n');
    const store = await startStore(await createObject(content));
    const output = createOutput();
    const link = store.link(undefined, 'list.csv');
    const { result } = startDownload({ link, target: output.target });
    expect(await result).toMatchObject({ bytes: content.length, verified: 'crc64' });
    expect(output.content().equals(content)).toBe(true);
  });

  it('waits for a slow reader, which is not a stall of the store', async () => {
    const store = await startStore(object);
    const slow = new PassThrough({ highWaterMark: 1000 });
    const target = { kind: 'stdout', stream: slow } as const;
    const { result, events } = startDownload({ link: store.link(), target });
    const parts: Buffer[] = [];
    // Longer than a stall, at the speed of this clock.
    await new Promise((resolve) => setTimeout(resolve, 500));
    slow.on('data', (part: Buffer) => parts.push(part));
    await result;
    expect(Buffer.concat(parts).equals(workbook)).toBe(true);
    expect(events.some(({ type }) => type === 'retry')).toBe(false);
  });

  it('fails if its reader closes the pipe', async () => {
    const store = await startStore(object);
    const stream = new Writable({
      write(_, __, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' }));
      },
    });
    const { result } = startDownload({ link: store.link(), target: { kind: 'stdout', stream } });
    expect(await failureOf(result)).toMatchObject({ code: 'EPIPE', exit: 'download' });
  });

  it.each([
    ['while it is full', 1, 1],
    ['between two chunks', 1, 2 ** 30],
    ['at the end', workbook.length, 2 ** 30],
  ])('fails if the stream is closed without an error, %s', async (_, afterBytes, highWaterMark) => {
    const store = await startStore(object);
    let bytes = 0;
    const stream = new Writable({
      highWaterMark,
      write(part: Buffer, __, done) {
        bytes += part.length;
        if (bytes >= afterBytes) this.destroy();
        else done();
      },
    });
    const { result } = startDownload({ link: store.link(), target: { kind: 'stdout', stream } });
    const error = await failureOf(result);
    expect(error).toMatchObject({ code: 'StreamClosed', exit: 'download', exitCode: 7 });
    expect((error as SiemExportError).textIn('zh').message).toContain('输出流已关闭');
  });

  it('fails if the stream was closed before, with the reason if there is one', async () => {
    const store = await startStore(object);
    const stream = new PassThrough();
    stream.destroy();
    const target = { kind: 'stdout', stream } as const;
    const { result } = startDownload({ link: store.link(), target });
    expect(await failureOf(result)).toMatchObject({ code: 'StreamClosed' });
    const broken = new PassThrough().on('error', () => undefined);
    const reason = new Error('out of ink');
    broken.destroy(reason);
    const again = startDownload({ link: store.link(), target: { kind: 'stdout', stream: broken } });
    expect(await failureOf(again.result)).toBe(reason);
  });

  it('can share one signal with many others, without a leak warning', async () => {
    const warnings = recordTold('warning');
    const store = await startStore(object);
    const { signal } = new AbortController();
    const downloads = Array.from({ length: 14 }, () =>
      startDownload({ link: store.link(), target: createOutput().target, signal }),
    );
    await Promise.all(downloads.map(({ result }) => result));
    expect(await warnings()).toEqual([]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('leaves the stream open and without listeners', async () => {
    const store = await startStore(object);
    const { target } = createOutput();
    await startDownload({ link: store.link(), target }).result;
    expect(target.stream.writable).toBe(true);
    const names = ['error', 'drain', 'close'];
    expect(names.filter((name) => target.stream.listenerCount(name) > 0)).toEqual([]);
  });
});

function createOutput() {
  const parts: Buffer[] = [];
  const stream = new Writable({
    write(part: Buffer, _, done) {
      parts.push(Buffer.from(part));
      setImmediate(done);
    },
  });
  return { target: { kind: 'stdout', stream } as const, content: () => Buffer.concat(parts) };
}
