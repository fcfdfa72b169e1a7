import { RAMRoleARNCredentialsProvider, StaticAKCredentialsProvider } from '@alicloud/credentials';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../src/network/http-client.ts';
import { startForwardProxy } from '../../helpers/forward-proxy.ts';
import { tlsPair } from '../../helpers/tls-pair.ts';
import { findClosedPort, startServer } from '../../helpers/with-server.ts';
import { refuse, session, startFakeSts, type FakeAnswer } from './fake-sts.ts';
import {
  catchError,
  createBench,
  createCliHome,
  createHome,
  sharedIni,
  signal,
  startOfTime,
  write,
} from './setup.ts';

const key = {
  accessKeyId: 'STS.KeyOfTheProfile',
  accessKeySecret: 'SecretOfTheProfile',
  securityToken: 'Token/Of+The=Profile==',
};
const secrets = [key.accessKeySecret, key.securityToken, ...Object.values(session)];

async function createRoleHome(fields: Record<string, unknown>) {
  return await createCliHome({
    name: 'p',
    mode: 'RamRoleArn',
    access_key_id: key.accessKeyId,
    access_key_secret: key.accessKeySecret,
    sts_token: key.securityToken,
    ram_role_arn: 'acs:ram::1:role/r',
    ...fields,
  });
}

describe('the token service', () => {
  const bodies: readonly (readonly [string, FakeAnswer, object])[] = [
    [
      'does not know the key',
      refuse(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.'),
      { exit: 'auth', code: 'InvalidAccessKeyId.NotFound', requestId: 'R-REFUSED', status: 404 },
    ],
    [
      'does not allow it',
      refuse(403, 'NoPermission', 'You are not authorized to do this action.'),
      { exit: 'auth', code: 'NoPermission' },
    ],
    [
      'repeats what was signed',
      refuse(
        400,
        'SignatureDoesNotMatch',
        `POST&%2F&SecurityToken%3D${encodeURIComponent(encodeURIComponent(key.securityToken))}`,
      ),
      { exit: 'auth', code: 'SignatureDoesNotMatch' },
    ],
    [
      'repeats the token',
      refuse(400, 'InvalidSecurityToken.Malformed', `The token ${key.securityToken} is malformed`),
      { exit: 'auth', code: 'InvalidSecurityToken.Malformed' },
    ],
    [
      'answers with HTML',
      { status: 403, body: '<html>SecretOfTheProfile</html>' },
      { exit: 'auth', code: 'CredentialsRefused' },
    ],
    ['answers without keys', { status: 200, body: { RequestId: 'R' } }, { exit: 'auth' }],
    [
      'answers with half a key',
      { status: 200, body: { Credentials: { ...session, AccessKeySecret: '' } } },
      { exit: 'auth', code: 'CredentialsIncomplete' },
    ],
    [
      'answers with a broken session',
      { status: 200, body: `{"Credentials":${JSON.stringify(session)}` },
      { exit: 'auth' },
    ],
    [
      'is throttling',
      refuse(400, 'Throttling.User', 'Slow down.'),
      { exit: 'unavailable', retryable: true, phase: 'before-sending' },
    ],
    [
      'has a bad day',
      { status: 503, body: 'SecretOfTheProfile' },
      { exit: 'unavailable', retryable: true, phase: 'before-sending' },
    ],
    [
      'is there, but not well',
      refuse(500, 'InternalError', 'Oops.'),
      { exit: 'unavailable', code: 'InternalError', retryable: true },
    ],
  ];
  it.each(bodies)('that %s is an error without a secret in it', async (_, answer, expected) => {
    const { url, answers } = await startFakeSts([key]);
    answers.push(answer);
    const home = await createRoleHome({ sts_endpoint: url });
    expect(await catchError(createBench({ home }), ...secrets)).toMatchObject(expected);
  });

  it('is asked again with its own time where this clock is wrong', async () => {
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

  it('that finds fault with its own time too is an error with a hint', async () => {
    const { url, answers } = await startFakeSts([key]);
    const expired = {
      ...refuse(400, 'InvalidTimeStamp.Expired', ''),
      headers: { date: new Date(startOfTime).toUTCString() },
    };
    answers.push(expired, expired);
    const error = await catchError(
      createBench({ home: await createRoleHome({ sts_endpoint: url }) }),
      ...secrets,
    );
    expect(error).toMatchObject({
      code: 'InvalidTimeStamp.Expired',
      hint: "Set this machine's clock.",
    });
  });

  it('that cannot be reached is a network error: nothing has been sent to the API', async () => {
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
  ])('is that of %s, and is asked through the proxy', async (_, fields, env, host) => {
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

  it('gives no session for a token file that is empty or missing', async () => {
    const home = await createHome();
    const env = (file: string) => ({
      ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/r',
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/p',
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: file,
    });
    const empty = await write(home, 'empty', '\n');
    for (const [file, what] of [
      [empty, 'is empty'],
      [`${home}/gone`, 'does not exist'],
    ] as const) {
      const error = await catchError(createBench({ home, env: env(file) }));
      expect(error).toMatchObject({ exit: 'auth', code: 'CredentialsNotFound' });
      expect(error.message).toContain(what);
    }
  });

  it.each([
    [
      'ALIBABA_CLOUD_OIDC_TOKEN_FILE',
      'ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_ROLE_ARN are',
    ],
    [
      'ALIBABA_CLOUD_OIDC_PROVIDER_ARN',
      'ALIBABA_CLOUD_OIDC_TOKEN_FILE and ALIBABA_CLOUD_ROLE_ARN are',
    ],
  ])('is not asked where of its variables only %s is set', async (name, missing) => {
    const error = await catchError(createBench({ home: await createHome(), env: { [name]: 'x' } }));
    expect(error).toMatchObject({ exit: 'auth', code: 'CredentialsIncomplete' });
    expect(error.message).toBe(`of the variables for OIDC, ${missing} not set`);
  });

  it('repeats an OIDC token in its answer: it is masked', async () => {
    const { url, answers } = await startFakeSts();
    const home = await createHome();
    const token = 'eyJhbGciOiJSUzI1NiJ9.TheToken.OfThePod';
    answers.push(
      refuse(400, 'AuthenticationFail.OIDCToken.Expired', `This JWT Token has expired: ${token}`),
    );
    const env = {
      ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/r',
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/p',
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: await write(home, 'token', token),
      ALIBABA_CLOUD_STS_ENDPOINT: url,
    };
    const error = await catchError(createBench({ home, env }), token);
    expect(error.message).toContain(
      'AuthenticationFail.OIDCToken.Expired: This JWT Token has expired: ***',
    );
  });
});

/** As the vendor's provider would have sent it: `doRequest` is what its own tests replace. */
interface VendorRequest {
  readonly queries: Readonly<Record<string, string>>;
  readonly bodyForm: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

async function recordVendorRequest(
  role: Readonly<Record<'arn' | 'session' | 'external' | 'policy', string>>,
) {
  const previous = StaticAKCredentialsProvider.builder()
    .withAccessKeyId(key.accessKeyId)
    .withAccessKeySecret(key.accessKeySecret)
    .build();
  const provider = RAMRoleARNCredentialsProvider.builder()
    .withCredentialsProvider(previous)
    .withRoleArn(role.arn)
    .withRoleSessionName(role.session)
    .withExternalId(role.external)
    .withPolicy(role.policy)
    .withStsEndpoint('sts.test')
    .build();
  const sent: VendorRequest[] = [];
  const Credentials = { ...session, Expiration: new Date(startOfTime).toISOString() };
  Object.assign(provider, {
    doRequest(request: VendorRequest) {
      sent.push(request);
      return { statusCode: 200, headers: {}, body: Buffer.from(JSON.stringify({ Credentials })) };
    },
  });
  await provider.getCredentials();
  return sent[0];
}

describe("the vendor's client", () => {
  /** What a line of the shared file can hold. */
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((each) => each.trim() === each && !/[\r\n]|^["']/.test(each));

  it('sends the same parameters, and its signature is right by the same rule', async () => {
    const { accessKeyId, accessKeySecret } = key;
    const { url, asked } = await startFakeSts([{ accessKeyId, accessKeySecret }], Date.now);
    const home = await createHome();
    const clock = { now: Date.now, sleep: () => new Promise<void>(() => undefined) };

    await fc.assert(
      fc.asyncProperty(text, text, text, text, async (arn, sessionName, external, policy) => {
        const vendor = await recordVendorRequest({ arn, session: sessionName, external, policy });
        const query = new URLSearchParams(vendor?.queries);
        const body = new URLSearchParams(vendor?.bodyForm).toString();
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const answer = await fetch(`${url}/?${query.toString()}`, {
          method: 'POST',
          body,
          headers,
        });
        expect(answer.status).toBe(200);

        const profile = `[default]
          type=ram_role_arn
          access_key_id=${accessKeyId}
          access_key_secret=${accessKeySecret}
          role_arn=${arn}
          role_session_name=${sessionName}
          external_id=${external}
          policy=${policy}
          sts_endpoint=${url}`;
        await write(home, sharedIni, profile);
        await createBench({ home, clock }).provider.getCredentials({ signal });
        const [theirs, ours] = asked.slice(-2).map(withoutVariable);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 15 },
    );
  });
});

/** What is another value in each request. */
function withoutVariable(parameters: Readonly<Record<string, string>>) {
  const variable = ['Timestamp', 'SignatureNonce', 'Signature'];
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => !variable.includes(name)),
  );
}
