import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { listen } from './with-server.ts';

export interface ForwardProxy {
  readonly port: number;
  /** What clients asked for: `CONNECT siem.test:443`, `GET http://siem.test/`. */
  readonly asked: readonly string[];
}

export interface ForwardProxyOptions {
  /** Where every tunnel leads, whatever its name: a port of 127.0.0.1. */
  readonly targetPort: number;
  /** `user:password`; others get a 407. */
  readonly credentials?: string;
  /** Answered to every CONNECT instead of a tunnel. */
  readonly refuseWith?: number;
}

/** A forward proxy that knows CONNECT and basic authentication, on a free port of 127.0.0.1. */
export async function startForwardProxy(options: ForwardProxyOptions): Promise<ForwardProxy> {
  const asked: string[] = [];
  const isAllowed = ({ headers }: IncomingMessage) =>
    options.credentials === undefined ||
    headers['proxy-authorization'] ===
      `Basic ${Buffer.from(options.credentials).toString('base64')}`;

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(isAllowed(request) ? 200 : 407).end('forwarded');
  });
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    asked.push(`CONNECT ${request.url ?? ''}`);
    const refusal = isAllowed(request) ? options.refuseWith : 407;
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} Refused\r\nContent-Length: 7\r\n\r\nrefused`);
      return;
    }
    const upstream = connect(options.targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy()).once('close', () => upstream.destroy());
  });
  return { port: await listen(server), asked };
}
