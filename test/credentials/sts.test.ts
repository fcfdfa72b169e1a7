import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../src/network/http-client.ts';
import { startForwardProxy } from '../helpers/forward-proxy.ts';
import { tlsPair } from '../helpers/tls-pair.ts';
import { findClosedPort, startServer } from '../helpers/with-server.ts';
import { refuseStsCall, session, startFakeSts, type FakeResponse } from './fake-sts.ts';
import { catchError, createBench, signal, startOfTime } from './setup.ts';
import { createRoleHome, key, secrets } from './role-home.ts';

describe('the token service', () => {
  const bodies: readonly (readonly [string, FakeResponse, object])[] = [
    [
      'does not know the key',
      refuseStsCall(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.'),
      { exit: 'auth', code: 'InvalidAccessKeyId.NotFound', requestId: 'R-REFUSED', status: 404 },
    ],
    [
      'does not allow it',
      refuseStsCall(403, 'NoPermission', 'You are not authorized to do this action.'),
      { exit: 'auth', code: 'NoPermission' },
    ],
    [
      'repeats the signed text',
      refuseStsCall(
        400,
        'SignatureDoesNotMatch',
        `POST&%2F&SecurityToken%3D${encodeURIComponent(encodeURIComponent(key.securityToken))}`,
      ),
      { exit: 'auth', code: 'SignatureDoesNotMatch' },
    ],
    [
      'repeats the token',
      refuseStsCall(
        400,
        'InvalidSecurityToken.Malformed',
        `The token ${key.securityToken} is malformed`,
      ),
      { exit: 'auth', code: 'InvalidSecurityToken.Malformed' },
    ],
    [
      'returns HTML',
      { status: 403, body: '<html>SecretOfTheProfile</html>' },
      { exit: 'auth', code: 'CredentialsRefused' },
    ],
    ['returns no credentials', { status: 200, body: { RequestId: 'R' } }, { exit: 'auth' }],
    [
      'returns half an access key',
      { status: 200, body: { Credentials: { ...session, AccessKeySecret: '' } } },
      { exit: 'auth', code: 'CredentialsIncomplete' },
    ],
    [
      'returns a truncated session',
      { status: 200, body: `{"Credentials":${JSON.stringify(session)}` },
      { exit: 'auth' },
    ],
    [
      'is throttling',
      refuseStsCall(400, 'Throttling.User', 'Slow down.'),
      { exit: 'unavailable', retryable: true, phase: 'before-sending' },
    ],
    [
      'returns HTTP 503',
      { status: 503, body: 'SecretOfTheProfile' },
      { exit: 'unavailable', retryable: true, phase: 'before-sending' },
    ],
    [
      'reports an internal error',
      refuseStsCall(500, 'InternalError', 'Oops.'),
      { exit: 'unavailable', code: 'InternalError', retryable: true },
    ],
  ];
  it.each(bodies)('that %s is an error without a secret', async (_, answer, expected) => {
    const { url, responses } = await startFakeSts([key]);
    responses.push(answer);
    const home = await createRoleHome({ sts_endpoint: url });
    expect(await catchError(createBench({ home }), ...secrets)).toMatchObject(expected);
  });

  it('gets a second request with its own time if this clock is wrong', async () => {
    const { url, asked } = await startFakeSts([key], () => startOfTime + 20 * 60_000);
    const { provider } = createBench({ home: await createRoleHome({ sts_endpoint: url }) });
    expect(await provider.getCredentials({ signal })).toHaveProperty(
      'accessKeyId',
      session.AccessKeyId,
    );
    expect(asked.map(({ Timestamp }) => Timestamp)).toEqual([
      '2026-11-24T00:00:00Z',
      '2026-11-24T00:20:00Z',
    ]);
    expect(new Set(asked.map(({ SignatureNonce }) => SignatureNonce)).size).toBe(2);
  });

  it('that refuses its own time too is an error with a hint', async () => {
    const { url, responses } = await startFakeSts([key]);
    const expired = {
      ...refuseStsCall(400, 'InvalidTimeStamp.Expired', ''),
      headers: { date: new Date(startOfTime).toUTCString() },
    };
    responses.push(expired, expired);
    const error = await catchError(
      createBench({ home: await createRoleHome({ sts_endpoint: url }) }),
      ...secrets,
    );
    expect(error).toMatchObject({
      code: 'InvalidTimeStamp.Expired',
      hint: "Set this machine's clock.",
    });
  });

  it('that cannot be reached is a network error before sending', async () => {
    const home = await createRoleHome({
      sts_endpoint: `http://127.0.0.1:${await findClosedPort()}`,
    });
    const error = await catchError(createBench({ home }), ...secrets);
    expect(error).toMatchObject({
      code: 'ECONNREFUSED',
      exit: 'unavailable',
      phase: 'before-sending',
    });
  });

  it.each([
    ['all regions', {}, {}, 'sts.aliyuncs.com'],
    [
      'the region of the profile',
      { sts_region: 'cn-beijing' },
      { ALIBABA_CLOUD_STS_REGION: 'x' },
      'sts.cn-beijing.aliyuncs.com',
    ],
    [
      'the region of the environment',
      {},
      { ALIBABA_CLOUD_STS_REGION: 'cn-beijing' },
      'sts.cn-beijing.aliyuncs.com',
    ],
    [
      'a VPC',
      { sts_region: 'cn-beijing' },
      { ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED: 'True' },
      'sts-vpc.cn-beijing.aliyuncs.com',
    ],
    ['the environment', {}, { ALIBABA_CLOUD_STS_ENDPOINT: 'sts.test' }, 'sts.test'],
  ])('is that of %s, and is reached through the proxy', async (_, fields, env, host) => {
    const server = await startServer(
      (_request, response) => response.end('not for this certificate'),
      tlsPair,
    );
    const proxy = await startForwardProxy({ targetPort: server.port });
    const withProxy = { ...env, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const httpClient = createHttpClient({ env: withProxy, userAgent: 'siem-export/test' });
    const home = await createRoleHome(fields);
    const error = await catchError(createBench({ home, httpClient, env: withProxy }), ...secrets);
    expect(proxy.asked).toEqual([`CONNECT ${host}:443`]);
    expect(error.exit).toBe('unavailable');
    expect(server.received).toEqual([]);
  });
});
