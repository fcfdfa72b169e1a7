import {
  ECSRAMRoleCredentialsProvider,
  OIDCRoleArnCredentialsProvider,
  RAMRoleARNCredentialsProvider,
  StaticAKCredentialsProvider,
  StaticSTSCredentialsProvider,
  URICredentialsProvider,
  type CredentialsProvider,
} from '@alicloud/credentials';
import { doRequest } from '@alicloud/credentials/dist/src/providers/http.js';
import { describe, expect, it } from 'vitest';
import { startServer, type ReceivedRequest, type TestServer } from '../helpers/with-server.ts';
import { session } from './fake-sts.ts';
import { createBench, createCliHome, createHome, signal, write } from './setup.ts';

const id = 'LTAI5tOfBothClients';
const secret = 'SecretOfBothClients';
const token = 'Token/of+both==clients';
const awkward = "a session.name_告警 é 😀 + & = % ' ( ) * ~";
const role = 'acs:ram::113091674488:role/audit or';
const provider = 'acs:ram::113091674488:oidc-provider/p+q';

/** Responds like the token service, a credentials URI and the instance metadata. */
function startService(): Promise<TestServer> {
  return startServer(({ method, url }, response) => {
    const Expiration = '2099-01-01T00:00:00Z';
    if (method === 'PUT') response.end('TheTokenOfTheMetadata');
    else if (url === '/latest/meta-data/ram/security-credentials/') response.end('the-role');
    else if (method === 'POST') {
      response.end(JSON.stringify({ Credentials: { ...session, Expiration } }));
    } else response.end(JSON.stringify({ Code: 'Success', ...session, Expiration }));
  });
}

type VendorRequest = Parameters<typeof doRequest>[0];

/** Sends the request of the vendor's client to this machine. */
async function askAsVendor(client: CredentialsProvider, { port }: TestServer): Promise<void> {
  Object.assign(client, {
    doRequest(request: VendorRequest) {
      if (request.url) return doRequest(request);
      return doRequest(Object.assign(request, { protocol: 'http', host: `127.0.0.1:${port}` }));
    },
  });
  await client.getCredentials();
}

/** What both clients must send; `changing` differs in each request. */
function essence({ method, url, body, headers }: ReceivedRequest) {
  const { pathname, searchParams } = new URL(url, 'http://any.example');
  const changing = ['Timestamp', 'SignatureNonce', 'Signature'];
  // Each client has its own values for these; the last one is optional for the API.
  const said =
    /^(?:host|user-agent|connection|accept|accept-encoding|content-length|transfer-encoding|x-acs-credentials-provider)$/;
  return {
    method,
    pathname,
    query: Object.fromEntries([...searchParams].filter(([name]) => !changing.includes(name))),
    changing: changing.filter((name) => searchParams.has(name)),
    body: Object.fromEntries(new URLSearchParams(body)),
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !said.test(name))),
  };
}

interface Pair {
  readonly theirs: (service: TestServer, home: string) => CredentialsProvider;
  /** Makes this program send the same request. */
  readonly ours: (service: TestServer, home: string) => Promise<Parameters<typeof createBench>[0]>;
}

function assumeRole(keys: 'static' | 'session'): Pair {
  const previous =
    keys === 'static'
      ? StaticAKCredentialsProvider.builder()
          .withAccessKeyId(id)
          .withAccessKeySecret(secret)
          .build()
      : StaticSTSCredentialsProvider.builder()
          .withAccessKeyId(id)
          .withAccessKeySecret(secret)
          .withSecurityToken(token)
          .build();
  return {
    theirs: () =>
      RAMRoleARNCredentialsProvider.builder()
        .withCredentialsProvider(previous)
        .withRoleArn(role)
        .withRoleSessionName(awkward)
        .withDurationSeconds(1234)
        .withExternalId(awkward)
        .withStsEndpoint('sts.test')
        .build(),
    ours: async ({ url }) => ({
      home: await createCliHome({
        name: 'p',
        mode: 'RamRoleArn',
        access_key_id: id,
        access_key_secret: secret,
        ...(keys === 'session' ? { sts_token: token } : {}),
        ram_role_arn: role,
        ram_session_name: awkward,
        expired_seconds: 1234,
        external_id: awkward,
        sts_endpoint: url,
      }),
    }),
  };
}

const pairs: Readonly<Record<string, Pair>> = {
  'a role for long-term keys': assumeRole('static'),
  'a role for the keys of a session': assumeRole('session'),
  'a role for an OIDC token': {
    theirs: (_, home) =>
      OIDCRoleArnCredentialsProvider.builder()
        .withOIDCProviderArn(provider)
        .withOIDCTokenFilePath(`${home}/token`)
        .withRoleArn(role)
        .withRoleSessionName(awkward)
        .withDurationSeconds(1234)
        .withStsEndpoint('sts.test')
        .build(),
    ours: async ({ url }, home) => {
      const profile = {
        name: 'p',
        mode: 'OIDC',
        oidc_provider_arn: provider,
        oidc_token_file: `${home}/token`,
        ram_role_arn: role,
        ram_session_name: awkward,
        expired_seconds: 1234,
        sts_endpoint: url,
      };
      return { home: await createCliHome(profile) };
    },
  },
  'a credentials URI': {
    theirs: ({ url }) =>
      URICredentialsProvider.builder().withCredentialsURI(`${url}/keys?a=b%2Bc`).build(),
    ours: async ({ url }) => ({
      home: await createHome(),
      env: { ALIBABA_CLOUD_CREDENTIALS_URI: `${url}/keys?a=b%2Bc` },
    }),
  },
  'a role of an ECS instance': {
    theirs: () => ECSRAMRoleCredentialsProvider.builder().withRoleName('the-role').build(),
    ours: async ({ url }) => ({
      home: await createCliHome({ name: 'p', mode: 'EcsRamRole', ram_role_name: 'the-role' }),
      metadataUrl: url,
    }),
  },
};

describe("the request of this program and of the vendor's client for", () => {
  it.each(Object.entries(pairs))('%s is the same', async (_, { theirs, ours }) => {
    const home = await createHome();
    await write(home, 'token', 'TheTokenOf+The/Pod==');
    const [asked, asking] = [await startService(), await startService()];
    await askAsVendor(theirs(asked, home), asked);
    const clock = { now: Date.now, sleep: () => new Promise<void>(() => undefined) };
    const bench = createBench({ clock, ...(await ours(asking, home)) });
    expect(await bench.provider.getCredentials({ signal })).toMatchObject({
      accessKeyId: session.AccessKeyId,
      accessKeySecret: session.AccessKeySecret,
      securityToken: session.SecurityToken,
    });
    expect(asking.received.length).toBeGreaterThan(0);
    expect(asking.received.map(essence)).toEqual(asked.received.map(essence));
  });
});
