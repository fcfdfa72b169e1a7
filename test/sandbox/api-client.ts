import { createHash, createHmac, randomUUID } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { standardKey, type SandboxKey } from '../../src/sandbox/keys.ts';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as a client would send it, each part of it open to change. */
export interface PreparedCall {
  readonly method: string;
  readonly target: string;
  /** Names and values in the order in which they are sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface CallOptions {
  readonly action?: string;
  readonly version?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Instead of `parameters`. */
  readonly body?: Buffer;
  readonly key?: SandboxKey;
  /** Epoch milliseconds. Default: now. */
  readonly date?: number;
  readonly nonce?: string;
  /** Sent, and signed, in the place of the body's digest; the canonical request still ends with the right one. */
  readonly announcedDigest?: string;
  /** Further headers, signed where their names say so. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Signs a call by hand, with code of its own: the sandbox's verifier is not to be asked what it wants. */
export function prepareCall(endpoint: string, options: CallOptions = {}): PreparedCall {
  const { action = 'GetExportTask', key = standardKey, date = Date.now() } = options;
  const body = options.body ?? Buffer.from(formatForm(options.parameters ?? {}));
  const digestOfBody = createHash('sha256').update(body).digest('hex');
  const headers: Record<string, string> = {
    host: new URL(endpoint).host,
    'content-type': 'application/x-www-form-urlencoded',
    'x-acs-action': action,
    'x-acs-version': options.version ?? '2024-12-12',
    'x-acs-date': new Date(date).toISOString().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': options.nonce ?? randomUUID(),
    'x-acs-content-sha256': options.announcedDigest ?? digestOfBody,
    ...(key.securityToken === undefined ? {} : { 'x-acs-security-token': key.securityToken }),
    ...options.headers,
  };
  const names = Object.keys(headers)
    .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
    .sort();
  const canonical = `POST\n/\n\n${names.map((name) => `${name}:${headers[name] ?? ''}\n`).join('')}\n${names.join(';')}\n${digestOfBody}`;
  const digest = createHash('sha256').update(canonical).digest('hex');
  const signature = createHmac('sha256', key.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${digest}`)
    .digest('hex');
  const authorization = `ACS3-HMAC-SHA256 Credential=${key.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
  return {
    method: 'POST',
    target: '/',
    headers: Object.entries({ ...headers, authorization }),
    body,
  };
}

/** Sends a request just as it is given. */
export function send(endpoint: string, call: Partial<PreparedCall>): Promise<RawAnswer> {
  const { method = 'GET', target = '/', headers = [], body = Buffer.alloc(0) } = call;
  const { hostname, port } = new URL(endpoint);
  return new Promise((done, fail) => {
    const request = httpRequest(
      {
        hostname,
        port,
        method,
        path: target,
        headers: [...headers, ['content-length', String(body.length)] as const].flat(),
        setHost: false,
        agent: false,
      },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', fail);
        response.on('end', () => {
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces),
          });
        });
      },
    );
    request.on('error', fail);
    request.end(body);
  });
}

export interface ApiAnswer extends RawAnswer {
  readonly elements: Readonly<Record<string, unknown>>;
}

/** Signs and sends a call, and reads its JSON. */
export async function call(
  { endpoint }: Pick<Sandbox, 'endpoint'>,
  options: CallOptions = {},
): Promise<ApiAnswer> {
  const answer = await send(endpoint, prepareCall(endpoint, options));
  return {
    ...answer,
    elements: JSON.parse(answer.body.toString()) as Record<string, unknown>,
  };
}

function formatForm(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
