import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The local port of the client: the same for two requests over one connection. */
  readonly remotePort: number;
}

export interface TestServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** What has arrived so far, whole requests only. */
  readonly received: readonly ReceivedRequest[];
}

export type Handler = (
  request: ReceivedRequest,
  response: ServerResponse,
  raw: IncomingMessage,
) => void;

/** A real server on a free port of 127.0.0.1 that ends with the test. */
export async function startServer(
  handler: Handler,
  tls?: { readonly key: string; readonly cert: string },
): Promise<TestServer> {
  const received: ReceivedRequest[] = [];
  const listener: RequestListener = (raw, response) => {
    void buffer(raw).then((body) => {
      const request = {
        method: raw.method ?? '',
        url: raw.url ?? '',
        headers: raw.headers as Record<string, string>,
        body: body.toString(),
        remotePort: raw.socket.remotePort ?? 0,
      };
      received.push(request);
      handler(request, response, raw);
    }, ignore);
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  const port = await listen(server);
  return { port, url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, received };
}

/** Listens on a free port of 127.0.0.1 until the test is over; then all connections are cut. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', ignore).once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A port on which nothing listens. */
export async function findClosedPort(): Promise<number> {
  const { createServer: createTcpServer } = await import('node:net');
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function ignore(): void {
  // A client that goes away in mid-request is part of many tests.
}
