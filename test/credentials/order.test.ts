import { describe, expect, it } from 'vitest';
import { startServer } from '../helpers/with-server.ts';
import { session, startFakeSts } from './fake-sts.ts';
import { cliConfig, createBench, createHome, sharedIni, signal, write } from './setup.ts';

const keysOf = (name: string) => ({ AccessKeyId: name, AccessKeySecret: `SecretOf${name}` });

/** The sources in their order, each with an access key of its own. */
const sources = [
  ['--profile', 'profile "flagged" of ~/.aliyun/config.json', 'Flagged'],
  ['the environment', 'environment variables', 'Environment'],
  ['ALIBABA_CLOUD_PROFILE', 'profile "chosen" of ~/.aliyun/config.json', 'Chosen'],
  ['the saved profile', 'profile "saved" of ~/.aliyun/config.json', 'Saved'],
  ['the current profile', 'profile "current" of ~/.aliyun/config.json', 'Current'],
  ['the shared file', 'profile "default" of ~/.alibabacloud/credentials', 'SharedFile'],
  ['OIDC', 'OIDC token of the environment', session.AccessKeyId],
  ['the credentials URI', 'credentials URI of ALIBABA_CLOUD_CREDENTIALS_URI', 'FromUri'],
  ['the named ECS role', 'ECS role of ALIBABA_CLOUD_ECS_METADATA', 'FromMetadata'],
  ['the ECS role', 'role of this ECS instance', 'FromMetadata'],
] as const;

describe('credentials', () => {
  it.each(sources)('come from %s if no source before it exists', async (name, source, id) => {
    const present = new Set<string>(
      sources.slice(sources.findIndex(([each]) => each === name)).map(([each]) => each),
    );
    const { provider } = createBench(await createWorld(present));
    expect(provider.source).toBe('not looked for yet');
    expect(await provider.getCredentials({ signal })).toHaveProperty('accessKeyId', id);
    expect(provider.source).toBe(source);
  });
});

/** A machine that has exactly these sources. */
async function createWorld(present: ReadonlySet<string>) {
  const home = await createHome();
  const sts = await startFakeSts();
  const uri = await startServer((_, response) => response.end(JSON.stringify(keysOf('FromUri'))));
  const metadata = await startServer(({ url }, response) => {
    const isRole = url.endsWith('/the-role');
    response.end(isRole ? JSON.stringify(keysOf('FromMetadata')) : 'the-role');
  });
  const profiles = ['current', 'saved', 'chosen', 'flagged'].map((name) => ({
    name,
    mode: 'AK',
    access_key_id: name.replace(/^./, (first) => first.toUpperCase()),
    access_key_secret: 'SecretOfAProfile',
  }));
  if (present.has('the current profile')) {
    await write(home, cliConfig, { current: 'current', profiles });
  }
  if (present.has('the shared file')) {
    await write(
      home,
      sharedIni,
      '[default]\ntype=access_key\naccess_key_id=SharedFile\naccess_key_secret=Secret\n',
    );
  }
  const token = await write(home, 'token', 'TheTokenOfThePod');
  const variables: Record<string, Record<string, string>> = {
    'the environment': {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'Environment',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'SecretOfTheEnvironment',
    },
    ALIBABA_CLOUD_PROFILE: { ALIBABA_CLOUD_PROFILE: 'chosen' },
    OIDC: {
      ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/r',
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/p',
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: token,
      ALIBABA_CLOUD_STS_ENDPOINT: sts.url,
    },
    'the credentials URI': { ALIBABA_CLOUD_CREDENTIALS_URI: `${uri.url}/keys` },
    'the named ECS role': { ALIBABA_CLOUD_ECS_METADATA: 'the-role' },
  };
  const env = Object.assign({}, ...[...present].map((name) => variables[name] ?? {})) as Record<
    string,
    string
  >;
  return {
    home,
    env,
    metadataUrl: metadata.url,
    profile: present.has('--profile') ? 'flagged' : undefined,
    savedProfile: present.has('the saved profile') ? 'saved' : undefined,
  };
}
