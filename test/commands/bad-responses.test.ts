import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/run-cli.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { startServer, type Handler } from '../helpers/with-server.ts';

const body =
  (status: number, text: string | Buffer, headers: Record<string, string> = {}): Handler =>
  (_, response) => {
    response.writeHead(status, headers).end(text);
  };
const say =
  (status: string, progress: number): Handler =>
  (_, response) => {
    response.end(
      JSON.stringify({ RequestId: 'R', Id: 200013, ExportStatus: status, Progress: progress }),
    );
  };
const good = JSON.stringify({ Id: 200013, ExportStatus: 'failed' });

/** What a network, a proxy, a gateway or the service may say in the place of an answer. */
const badResponses: readonly (readonly [string, string, Handler])[] = [
  ['a reset before the headers', 'ECONNRESET', (_request, _response, raw) => raw.socket.destroy()],
  [
    'half of the headers',
    'ECONNRESET',
    (_request, _response, raw) => raw.socket.end('HTTP/1.1 200 OK\r\ncontent-ty'),
  ],
  [
    'half of the body',
    'ECONNRESET',
    (_, response) => {
      response.setHeader('content-length', good.length);
      response.write(good.slice(0, 20), () => response.destroy());
    },
  ],
  [
    'more body than was announced',
    'HPE_INVALID_CONSTANT',
    (_request, _response, raw) =>
      raw.socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n${good}`),
  ],
  [
    'no HTTP at all',
    'HPE_INVALID_CONSTANT',
    (_request, _response, raw) => raw.socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  ],
  ['an empty 200', 'UnreadableAnswer', body(200, '')],
  ['a page with 200', 'UnreadableAnswer', body(200, '<html>Log in</html>')],
  ['a page with 502', 'UnreadableAnswer', body(502, '<html>Bad gateway</html>')],
  ['a list', 'UnreadableAnswer', body(200, `[${good}]`)],
  ['half an object', 'UnreadableAnswer', body(200, good.slice(0, 20))],
  ['a body in gzip', 'UnreadableAnswer', body(200, gzipSync(good), { 'content-encoding': 'gzip' })],
  ['a redirect', 'UnreadableAnswer', body(302, '', { location: 'https://elsewhere.example/' })],
  [
    'a 429 that names a time',
    'Throttling.User',
    body(429, '{"Code":"Throttling.User","Message":"slow"}', { 'x-acs-retry-after': '1500' }),
  ],
  ['a 503', 'ServiceUnavailable', body(503, '{"Code":"ServiceUnavailable","Message":"busy"}')],
  ['a 500', 'InternalError', body(500, '{"Code":"InternalError","Message":"oops"}')],
  [
    'an error in XML',
    'InternalError',
    body(500, '<?xml version="1.0"?><Error><Code>InternalError</Code></Error>'),
  ],
];

async function wait(handlers: readonly Handler[], flags: readonly string[] = []) {
  const server = await startServer((...given) => {
    const [request] = given;
    const index = Math.min(server.received.indexOf(request), handlers.length - 1);
    handlers[index]?.(...given);
  });
  const result = await runCli(['wait', '200013', '--json', ...flags], {
    clock: createScaledClock(1000),
    env: {
      SIEM_EXPORT_ENDPOINT: server.url,
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tBadAnswers',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'SecretOfTheBadAnswers',
    },
  });
  return { ...result, received: server.received };
}

describe('a wait', () => {
  it.each(badResponses)('outlives %s, twice in a row, and says so each time', async (...row) => {
    const [, code, bad] = row;
    const answers = [say('exporting', 10), bad, bad, say('exporting', 50), bad, say('success', 66)];
    const { exitCode, stdout, stderr, received } = await wait(answers);
    expect(exitCode, stderr).toBe(0);
    expect(received).toHaveLength(6);
    expect(JSON.parse(stdout)).toMatchObject({
      ExportStatus: 'success',
      Meta: { Outcome: 'succeeded', Polls: 3, Error: null },
    });
    const retries = stderr.split('\n').filter((line) => line.includes('trying again'));
    const numbers = retries.map((line) => /\(failure (\d) of 8\)$/.exec(line)?.[1]);
    // A good answer in between begins a new row.
    expect(numbers).toEqual(['1', '2', '1']);
    for (const line of retries) expect(line).toMatch(new RegExp(`^200013 {2}${code}: `));
  });

  it('says once that a status is undocumented, however it is spelled', async () => {
    const answers = [say('Archiving', 10), say('archiving', 20), say('ARCHIVING ', 30)];
    const { exitCode, stderr } = await wait([...answers, say('Success', 66)]);
    expect(exitCode).toBe(0);
    expect(stderr.split('\n').filter((line) => line.includes('undocumented'))).toEqual([
      '200013  undocumented status "Archiving": still waiting',
    ]);
  });

  it('waits as long as the service asks for in milliseconds, a minute at most', async () => {
    const throttle = (ms: string) =>
      body(400, '{"Code":"Throttling","Message":"slow"}', { 'x-acs-retry-after': ms });
    const answers = [throttle('1500'), throttle('3600000'), say('success', 66)];
    const { exitCode, stdout } = await wait(answers, ['--events']);
    expect(exitCode).toBe(0);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(events).toMatchObject([
      { Event: 'retry', ExportId: 200013, Failures: 1, MaxFailures: 8, DelayMs: 1500 },
      { Event: 'retry', ExportId: 200013, Failures: 2, MaxFailures: 8, DelayMs: 60_000 },
      { Event: 'poll' },
      { Event: 'state' },
      { Event: 'result' },
    ]);
  });
});
