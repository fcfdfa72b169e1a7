import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get, type AgentOptions } from 'node:https';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ReusingAgent } from '../../src/network/reused-read-buffer.ts';
import { tlsPair } from '../helpers/tls-pair.ts';
import { startServer } from '../helpers/with-server.ts';

function createAgent(options: AgentOptions = {}): ReusingAgent {
  const agent = new ReusingAgent({ ca: tlsPair.cert, keepAlive: true, ...options });
  onTestFinished(() => {
    agent.destroy();
  });
  return agent;
}

async function open(url: string, agent: ReusingAgent): Promise<IncomingMessage> {
  const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  return response;
}

/** Keeps the chunks, and pauses after each for a number of event loop iterations. */
async function readSlowly(response: IncomingMessage, turns: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    response.pause();
    void (async () => {
      for (let turn = 0; turn < turns; turn++) await nextTurn();
      response.resume();
    })();
  });
  await once(response, 'end');
  return Buffer.concat(chunks);
}

describe('a connection that reads into the same memory again and again', () => {
  it.each([0, 1, 5])('delivers a body unchanged to a reader that pauses (%i)', async (turns) => {
    const body = randomBytes(2 ** 20);
    const server = await startServer((_, response) => response.end(body), tlsPair);
    const response = await open(server.url, createAgent());
    expect((await readSlowly(response, turns)).equals(body)).toBe(true);
  });

  it('keeps what arrives before it is read', async () => {
    const body = randomBytes(2 ** 18);
    const server = await startServer((_, response) => response.end(body), tlsPair);
    const response = await open(server.url, createAgent());
    for (let turn = 0; turn < 50; turn++) await nextTurn();
    expect((await readSlowly(response, 0)).equals(body)).toBe(true);
  });

  it('carries several responses', async () => {
    const server = await startServer(({ url }, response) => response.end(url), tlsPair);
    const agent = createAgent();
    for (const path of ['/first', '/second']) {
      const response = await open(`${server.url}${path}`, agent);
      expect((await readSlowly(response, 0)).toString()).toBe(path);
    }
    const [first, second] = server.received;
    expect(second?.remotePort).toBe(first?.remotePort);
  });

  it('also works if the first address of a name is not reached', async () => {
    const body = randomBytes(2 ** 18);
    const server = await startServer((_, response) => response.end(body), tlsPair);
    const addresses = [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ];
    const agent = createAgent({
      lookup: (_, __, callback) => {
        callback(null, addresses);
      },
    });
    const response = await open(`https://localhost:${server.port}`, agent);
    expect((await readSlowly(response, 1)).equals(body)).toBe(true);
  });
});
