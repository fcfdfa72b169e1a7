import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { UsageError, systemErrorCode } from '../../base/errors.ts';

/** A certificate and its key, in PEM: the sandbox then speaks https. */
export interface TlsOptions {
  readonly key: string;
  readonly cert: string;
}

export interface Listening {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Hands the requests over from now on; to be called before anything else is awaited. */
  readonly onRequest: (listener: RequestListener) => void;
  /** Cuts every connection; resolves when the port is free. */
  readonly close: () => Promise<void>;
}

/** @throws UsageError where the port is taken or may not be used */
export async function serve(port: number, tls: TlsOptions | undefined): Promise<Listening> {
  // Connections stay open until the client or close() ends them: no client loses a request to a timer.
  const options = { keepAliveTimeout: 0, requestTimeout: 0 };
  const server: Server =
    tls === undefined ? createServer(options) : createSecureServer({ ...options, ...tls });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const bound = await listen(server, port);
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${bound}`,
    onRequest: (listener) => server.on('request', listener),
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => {
        server.close(() => {
          done();
        });
      });
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', (error) => {
      const code = systemErrorCode(error) ?? 'unknown error';
      fail(
        new UsageError({
          en: `the sandbox cannot listen on port ${port} of 127.0.0.1 (${code})`,
          zh: `sandbox 无法监听 127.0.0.1 的端口 ${port}（${code}）`,
        }),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      done((server.address() as AddressInfo).port);
    });
  });
}
