import { createServer } from 'node:https';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createDigests } from '../../src/transfer/fetch/digests.ts';

/**
 * The store of the download benchmark, in a process of its own: one object over TLS, with ranges, from
 * memory. `?rate=` holds each connection to so many bytes a second.
 */
const [size = '', tlsFolder = ''] = process.argv.slice(2);
const sizeBytes = Number(size);
const tls = {
  key: readFileSync(join(tlsFolder, 'key.pem')),
  cert: readFileSync(join(tlsFolder, 'cert.pem')),
};
const block = Buffer.alloc(2 ** 20, 'benchmark of the download engine, not to be compressed ');
const digests = await createDigests({ md5: false });
for (let at = 0; at < sizeBytes; at += block.length) {
  digests.update(block.subarray(0, Math.min(block.length, sizeBytes - at)));
}
const { crc64 } = digests.finish();

const server = createServer(tls, (request, response) => {
  const [, first = '0', last = String(sizeBytes - 1)] =
    /^bytes=(\d+)-(\d+)?$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(first);
  const end = Math.min(Number(last) + 1, sizeBytes);
  const isPart = request.headers.range !== undefined;
  response.writeHead(isPart ? 206 : 200, {
    'content-length': end - start,
    etag: '"benchmark"',
    'accept-ranges': 'bytes',
    'x-oss-hash-crc64ecma': crc64,
    ...(isPart ? { 'content-range': `bytes ${start}-${end - 1}/${sizeBytes}` } : {}),
  });
  const rate = Number(new URL(request.url ?? '', 'https://x').searchParams.get('rate') ?? Infinity);
  const startedAt = performance.now();
  let at = start;
  const send = (): void => {
    while (at < end && !response.destroyed) {
      const offset = at % block.length;
      const chunk = block.subarray(offset, Math.min(block.length, offset + end - at));
      const part = rate === Infinity ? chunk : chunk.subarray(0, 65_536);
      at += part.length;
      const isFull = !response.write(part);
      const dueMs = ((at - start) / rate) * 1000 - (performance.now() - startedAt);
      if (dueMs > 5) return void setTimeout(send, dueMs);
      if (isFull) return void response.once('drain', send);
    }
    response.end();
  };
  send();
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
