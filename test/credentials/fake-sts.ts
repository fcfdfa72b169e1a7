import { createHmac } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { startServer, type ReceivedRequest } from '../helpers/with-server.ts';
import { startOfTime } from './setup.ts';

export interface FakeSts {
  readonly url: string;
  /** The parameters of each request, from query and body. */
  readonly asked: readonly Readonly<Record<string, string>>[];
  /** What is answered to the next requests instead, one each. */
  readonly responses: FakeResponse[];
}

export interface FakeResponse {
  readonly status: number;
  readonly body: string | object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface StsKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

export const session = {
  AccessKeyId: 'STS.FromTheTokenService',
  AccessKeySecret: 'SecretFromTheTokenService',
  SecurityToken: 'Token+From/The=Token==Service',
};

/** A token service that verifies the signature with its own code and issues sessions of an hour. */
export async function startFakeSts(
  keys: readonly StsKey[] = [],
  now: () => number = () => startOfTime,
): Promise<FakeSts> {
  const asked: Record<string, string>[] = [];
  const responses: FakeResponse[] = [];
  const { url } = await startServer((request, response) => {
    const parameters = parse(request);
    asked.push(parameters);
    const answer = responses.shift() ?? decide(request, parameters, { keys, now: now() });
    const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, answer.headers).end(body);
  });
  onTestFinished(() => {
    responses.length = 0;
  });
  return { url, asked, responses };
}

function parse({ url, body }: ReceivedRequest): Record<string, string> {
  return Object.fromEntries([
    ...new URL(url, 'http://sts').searchParams,
    ...new URLSearchParams(body),
  ]);
}

function decide(
  request: ReceivedRequest,
  parameters: Readonly<Record<string, string>>,
  { keys, now }: { keys: readonly StsKey[]; now: number },
): FakeResponse {
  if (Math.abs(Date.parse(parameters['Timestamp'] ?? '') - now) > 900_000) {
    const headers = { date: new Date(now).toUTCString() };
    return {
      ...refuseStsCall(400, 'InvalidTimeStamp.Expired', 'The timestamp is expired.'),
      headers,
    };
  }
  if (request.headers['content-type'] !== 'application/x-www-form-urlencoded') {
    return refuseStsCall(400, 'UnsupportedContentType', '');
  }
  if (parameters['Action'] === 'AssumeRole') {
    const key = keys.find(({ accessKeyId }) => accessKeyId === parameters['AccessKeyId']);
    if (key === undefined) return refuseStsCall(404, 'InvalidAccessKeyId.NotFound', 'No such key.');
    if (key.securityToken !== parameters['SecurityToken']) {
      return refuseStsCall(400, 'InvalidSecurityToken.Malformed', 'Not the token.');
    }
    const stringToSign = toStringToSign(request.method, parameters);
    if (parameters['Signature'] !== sign(stringToSign, key.accessKeySecret)) {
      return refuseStsCall(
        400,
        'SignatureDoesNotMatch',
        `server string to sign is:${stringToSign}`,
      );
    }
  }
  const Expiration = new Date(now + Number(parameters['DurationSeconds']) * 1000).toISOString();
  return { status: 200, body: { RequestId: 'R1', Credentials: { ...session, Expiration } } };
}

export function refuseStsCall(status: number, Code: string, Message: string): FakeResponse {
  return { status, body: { RequestId: 'R-REFUSED', HostId: 'sts', Code, Message } };
}

function toStringToSign(method: string, parameters: Readonly<Record<string, string>>): string {
  const canonical = Object.keys(parameters)
    .filter((name) => name !== 'Signature')
    .sort()
    .map((name) => `${encode(name)}=${encode(parameters[name] ?? '')}`)
    .join('&');
  return `${method}&%2F&${encode(canonical)}`;
}

function sign(stringToSign: string, secret: string): string {
  return createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64');
}

/** RFC 3986 over UTF-8 bytes. */
function encode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9_.~-]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
