import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { runCli } from '../helpers/run-cli.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { startServer } from '../helpers/with-server.ts';

const task = JSON.stringify({
  Id: 200013,
  ExportStatus: 'success',
  Link: 'https://a.aliyuncs.com/b',
});
const expired = JSON.stringify({ Code: 'InvalidTimeStamp.Expired', Message: 'late' });
const withLength = (length: string | number, body: string): string =>
  `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n${body}`;
const complete = (head: string, body: string | Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`),
    Buffer.from(body),
  ]);

/** What a server sends before it closes the connection. */
const madResponses: Readonly<Record<string, string | Buffer>> = {
  '101 without an upgrade': 'HTTP/1.1 101 Switching Protocols\r\n\r\n',
  '101 with an upgrade':
    'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
  '100 and nothing else': 'HTTP/1.1 100 Continue\r\n\r\n',
  '103 and nothing else': 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n',
  '204 with a body': complete('HTTP/1.1 204 No Content', task),
  '205 with a body': complete('HTTP/1.1 205 Reset Content', task),
  '304 with a body': complete('HTTP/1.1 304 Not Modified', task),
  'status 999': complete('HTTP/1.1 999 Odd', task),
  'status 0': complete('HTTP/1.1 000 Odd', task),
  'a negative length': withLength(-1, task),
  'a huge length': withLength('9'.repeat(30), task),
  'two lengths': `HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\n${task}`,
  'duplicate headers': complete(
    'HTTP/1.1 503 Busy\r\nretry-after: 1\r\nretry-after: 2\r\ndate: a\r\ndate: b\r\nx-acs-request-id: 1\r\nx-acs-request-id: 2',
    '{"Code":"ServiceUnavailable"}',
  ),
  'huge headers': complete(`HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(100_000)}`, task),
  'a body in gzip': complete('HTTP/1.1 200 OK\r\ncontent-encoding: gzip', gzipSync(task)),
  'half of JSON': complete('HTTP/1.1 200 OK', task.slice(0, 20)),
  'NUL bytes': complete('HTTP/1.1 200 OK', '\0'.repeat(100)),
  'NUL bytes in a header': complete('HTTP/1.1 200 OK\r\nx-a: a\0b', task),
  'NUL bytes in an error': complete('HTTP/1.1 400 Bad', '{"Code":"a\\u0000b","Message":"\\u0000"}'),
  'a date of the year 275760': complete(
    'HTTP/1.1 400 Bad\r\ndate: Sat, 13 Sep 275760 00:00:00 GMT',
    expired,
  ),
  'a date before 1970': complete(
    'HTTP/1.1 400 Bad\r\ndate: Sat, 13 Sep 0001 00:00:00 GMT',
    expired,
  ),
  'a date of the year 9998': complete(
    'HTTP/1.1 400 Bad\r\ndate: Sat, 13 Sep 9998 00:00:00 GMT',
    expired,
  ),
  'a wait of 30 years': complete(
    'HTTP/1.1 429 Slow\r\nretry-after: 999999999',
    '{"Code":"Throttling.User"}',
  ),
  'odd elements': complete(
    'HTTP/1.1 200 OK',
    '{"Id":{},"ExportStatus":["success"],"Progress":"NaN","GmtCreate":1e400,"Link":7,"__proto__":{"Code":1}}',
  ),
  'a creation out of all time': complete(
    'HTTP/1.1 200 OK',
    '{"Id":200013,"ExportStatus":"odd","GmtCreate":"99999999999999999999"}',
  ),
};

it.each(Object.entries(madResponses))(
  'ends in good order where the API sends %s',
  async (_, raw) => {
    const server = await startServer((_request, _response, { socket }) => {
      socket.end(raw);
    });
    const { exitCode, stderr, stdout } = await runCli(['status', '200013', '--json'], {
      clock: createScaledClock(1000),
      env: {
        SIEM_EXPORT_ENDPOINT: server.url,
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tMadResponses',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'SecretOfTheMadResponses',
      },
    });
    expect(stderr).not.toContain('bug');
    expect([0, 4, 5, 6, 7]).toContain(exitCode);
    expect(JSON.parse(stdout)).toMatchObject({ Meta: { ExitCode: exitCode } });
  },
);
