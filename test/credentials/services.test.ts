import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { findClosedPort, listen, startServer } from '../helpers/with-server.ts';
import {
  catchError,
  createBench,
  createHome,
  createSettableClock,
  signal,
  startOfTime,
} from './setup.ts';

const keys = {
  AccessKeyId: 'STS.FromTheService',
  AccessKeySecret: 'SecretFromTheService',
  SecurityToken: 'Token+From/TheService==',
};
const expected = {
  accessKeyId: keys.AccessKeyId,
  accessKeySecret: keys.AccessKeySecret,
  securityToken: keys.SecurityToken,
};
const secrets = [keys.AccessKeySecret, keys.SecurityToken];

describe('a credentials URI', () => {
  async function createUriBench(status: number, body: string) {
    const { url } = await startServer((_, response) => response.writeHead(status).end(body));
    const env = { ALIBABA_CLOUD_CREDENTIALS_URI: `${url}/keys?token=TheTokenOfTheUri` };
    return createBench({ home: await createHome(), env });
  }

  it('provides a session with its expiration', async () => {
    const Expiration = new Date(startOfTime + 60_000).toISOString();
    const body = JSON.stringify({ Code: 'Success', ...keys, Expiration });
    const { provider } = await createUriBench(200, body);
    const found = { ...expected, expiresAt: startOfTime + 60_000 };
    expect(await provider.getCredentials({ signal })).toEqual(found);
  });

  it.each([
    ['no JSON', 200, `oops ${JSON.stringify(keys)}`],
    ['no object', 200, JSON.stringify([keys])],
    ['half a key', 200, JSON.stringify({ ...keys, AccessKeySecret: undefined })],
    [
      'a key that is none',
      200,
      JSON.stringify({ ...keys, SecurityToken: `${keys.SecurityToken} x` }),
    ],
    ['another code', 200, JSON.stringify({ ...keys, Code: 'Failed' })],
    ['a refusal', 403, JSON.stringify(keys)],
  ])('that returns %s is an error without a value in it', async (_, status, body) => {
    const bench = await createUriBench(status, body);
    const error = await catchError(bench, ...secrets, 'TheTokenOfTheUri');
    expect(error.exit).toBe('auth');
  });

  it('that returns HTTP 502 is a retryable error', async () => {
    const bench = await createUriBench(502, JSON.stringify(keys));
    const error = await catchError(bench, ...secrets, 'TheTokenOfTheUri');
    expect(error).toMatchObject({ exit: 'unavailable', retryable: true });
  });

  it('that is not a URL is an error that names its variable', async () => {
    const env = { ALIBABA_CLOUD_CREDENTIALS_URI: 'file:///TheTokenOfTheUri' };
    const error = await catchError(
      createBench({ home: await createHome(), env }),
      'TheTokenOfTheUri',
    );
    expect(error.message).toBe('ALIBABA_CLOUD_CREDENTIALS_URI is not an http or https URL');
  });
});

describe('the metadata of an ECS instance', () => {
  const env = { ALIBABA_CLOUD_ECS_METADATA: 'auditor' };

  /** Version 2 of the metadata; without a token, version 1. */
  async function startMetadata(token: string | undefined) {
    return await startServer(({ method, headers, url }, response) => {
      if (method === 'PUT' && token === undefined) response.writeHead(404).end();
      else if (method === 'PUT') response.end(token);
      else if (headers['x-aliyun-ecs-metadata-token'] !== token) response.writeHead(403).end();
      else if (url.endsWith('/security-credentials/')) response.end('auditor\n');
      else if (url.endsWith('/security-credentials/auditor')) {
        response.end(JSON.stringify({ Code: 'Success', ...keys }));
      } else response.writeHead(404).end();
    });
  }

  it.each([
    ['version 2', 'TheMetadataToken'],
    ['version 1', undefined],
  ])('is read by %s, the name of the role included', async (_, token) => {
    const { url, received } = await startMetadata(token);
    const { provider } = createBench({ home: await createHome(), metadataUrl: url });
    expect(await provider.getCredentials({ signal })).toEqual(expected);
    expect(received).toHaveLength(3);
    expect(received[0]?.headers).toHaveProperty('x-aliyun-ecs-metadata-token-ttl-seconds', '21600');
  });

  it('is not read by version 1 if that is disabled', async () => {
    const { url, received } = await startMetadata(undefined);
    const strict = { ...env, ALIBABA_CLOUD_IMDSV1_DISABLED: 'true' };
    const error = await catchError(
      createBench({ home: await createHome(), metadataUrl: url, env: strict }),
    );
    expect(error).toMatchObject({ exit: 'auth', code: 'CredentialsRefused' });
    expect(received).toHaveLength(1);
  });

  it('without the named role is an error; without any role there are no credentials', async () => {
    const { url } = await startMetadata('t0ken');
    const home = await createHome();
    const other = { ALIBABA_CLOUD_ECS_METADATA: 'other' };
    const error = await catchError(createBench({ home, metadataUrl: url, env: other }));
    expect(error.message).toContain('this instance has no such role');
    const empty = await startServer((_, response) => response.writeHead(404).end());
    const none = await catchError(createBench({ home, metadataUrl: empty.url }));
    expect(none.code).toBe('CredentialsNotFound');
  });

  it('is tried for at most one second', async () => {
    const { url, received } = await startServer(() => undefined);
    const clock = createScaledClock(5);
    const bench = createBench({ home: await createHome(), metadataUrl: url, clock });
    const error = await catchError(bench);
    expect(error).toMatchObject({ exit: 'auth', code: 'CredentialsNotFound' });
    expect(error.hint).toContain('aliyun configure');
    expect(received.length).toBeLessThanOrEqual(1);
    const named = createBench({ home: await createHome(), metadataUrl: url, clock, env });
    expect((await catchError(named)).message).toContain('did not respond within 1 s');
  });

  it('is tried for less if no role was requested and no connection is made', async () => {
    // To the client, a TLS handshake without a response looks like dropped packets.
    const metadataUrl = `https://127.0.0.1:${await listen(createTcpServer())}`;
    // This clock never reaches the end of the second.
    const clock = createSettableClock();
    const bench = createBench({ home: await createHome(), metadataUrl, clock });
    expect(await catchError(bench)).toMatchObject({ exit: 'auth', code: 'CredentialsNotFound' });
  });

  it('that cannot be reached provides no credentials', async () => {
    const metadataUrl = `http://127.0.0.1:${await findClosedPort()}`;
    const bench = createBench({ home: await createHome(), metadataUrl });
    expect(await catchError(bench)).toMatchObject({ exit: 'auth', code: 'CredentialsNotFound' });
  });

  it('may repeat its token in a response: the token is masked', async () => {
    const token = 'TheMetadataToken';
    const { url } = await startServer(({ method }, response) =>
      response.end(method === 'PUT' ? token : JSON.stringify({ Code: `Failed for ${token}` })),
    );
    const bench = createBench({ home: await createHome(), metadataUrl: url, env });
    const error = await catchError(bench, token);
    expect(error.message).toContain('Failed for ***');
  });

  it('gets no request if it is disabled, whatever role is named', async () => {
    const { url, received } = await startMetadata('t0ken');
    const home = await createHome();
    const off = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'True' };
    const none = await catchError(createBench({ home, metadataUrl: url, env: off }));
    expect(none.code).toBe('CredentialsNotFound');
    const named = createBench({ home, metadataUrl: url, env: { ...off, ...env } });
    expect((await catchError(named)).message).toContain('ALIBABA_CLOUD_ECS_METADATA_DISABLED');
    expect(received).toEqual([]);
  });

  it('gets no request if another source exists', async () => {
    const { url, received } = await startMetadata('t0ken');
    const keysInEnv = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'se' };
    const bench = createBench({ home: await createHome(), metadataUrl: url, env: keysInEnv });
    await bench.provider.getCredentials({ signal });
    expect(received).toEqual([]);
  });
});
