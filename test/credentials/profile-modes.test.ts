import { describe, expect, it } from 'vitest';
import { startServer } from '../helpers/with-server.ts';
import { session, startFakeSts } from './fake-sts.ts';
import { catchError, createBench, createCliHome, signal, startOfTime, write } from './setup.ts';
import { ak, longTerm, role } from './profile-fields.ts';

const temporary = {
  accessKeyId: 'STS.Temporary',
  accessKeySecret: 'SecretOfTemporaryKeys',
  securityToken: 'Token/of+temporary==keys',
};

const sts = {
  access_key_id: temporary.accessKeyId,
  access_key_secret: temporary.accessKeySecret,
  sts_token: temporary.securityToken,
};

const ofTheRole = {
  accessKeyId: session.AccessKeyId,
  accessKeySecret: session.AccessKeySecret,
  securityToken: session.SecurityToken,
  expiresAt: startOfTime + 3_600_000,
};

async function load(...profiles: readonly Record<string, unknown>[]) {
  const bench = createBench({ home: await createCliHome(...profiles) });
  return await bench.provider.getCredentials({ signal });
}

describe('a profile in the mode', () => {
  it('AK provides its access key, without a token left in the profile', async () => {
    expect(await load({ name: 'p', mode: 'AK', ...ak, sts_token: 'stale' })).toEqual(longTerm);
  });

  it('StsToken provides its access key and its token', async () => {
    expect(await load({ name: 'p', mode: 'StsToken', ...sts })).toEqual(temporary);
  });

  it('that is missing depends on the token', async () => {
    expect(await load({ name: 'p', ...ak })).toEqual(longTerm);
    expect(await load({ name: 'p', mode: '', ...sts })).toEqual(temporary);
  });

  it('ignores case, as the CLI does', async () => {
    expect(await load({ name: 'p', mode: 'ststoken', ...sts })).toEqual(temporary);
  });

  it('RamRoleArn assumes the role with the external id and the session name of the profile', async () => {
    const { url, asked } = await startFakeSts([longTerm]);
    const keys = await load({
      name: 'p',
      mode: 'RamRoleArn',
      ...ak,
      ...role,
      external_id: 'an external id',
      expired_seconds: 900,
      sts_endpoint: url,
    });
    expect(keys).toEqual({ ...ofTheRole, expiresAt: startOfTime + 900_000 });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      Action: 'AssumeRole',
      RoleArn: role.ram_role_arn,
      RoleSessionName: role.ram_session_name,
      ExternalId: 'an external id',
      DurationSeconds: '900',
    });
  });

  it('RamRoleArn signs with the session of the profile if it has one', async () => {
    const { url, asked } = await startFakeSts([temporary]);
    const keys = await load({ name: 'p', mode: 'RamRoleArn', ...sts, ...role, sts_endpoint: url });
    expect(keys).toEqual(ofTheRole);
    expect(asked[0]).toHaveProperty('SecurityToken', temporary.securityToken);
  });

  it('ChainableRamRoleArn assumes the role with the credentials of its source, along a chain of any length', async () => {
    const fromService = {
      accessKeyId: session.AccessKeyId,
      accessKeySecret: session.AccessKeySecret,
      securityToken: session.SecurityToken,
    };
    const { url, asked } = await startFakeSts([longTerm, fromService]);
    const chained = { mode: 'ChainableRamRoleArn', ...role, sts_endpoint: url };
    const keys = await load(
      { name: 'last', ...chained, source_profile: 'middle', external_id: 'mine' },
      {
        name: 'middle',
        ...chained,
        ram_role_arn: 'acs:ram::1:role/middle',
        source_profile: 'base',
      },
      { name: 'base', mode: 'AK', ...ak },
    );
    expect(keys).toEqual(ofTheRole);
    expect(asked.map(({ RoleArn, AccessKeyId }) => [RoleArn, AccessKeyId])).toEqual([
      ['acs:ram::1:role/middle', longTerm.accessKeyId],
      [role.ram_role_arn, session.AccessKeyId],
    ]);
    expect(asked[1]).toHaveProperty('ExternalId', 'mine');
  });

  it('ChainableRamRoleArn that leads back to itself is an error that shows the loop', async () => {
    const home = await createCliHome(
      { name: 'a', mode: 'ChainableRamRoleArn', ...role, source_profile: 'b' },
      { name: 'b', mode: 'ChainableRamRoleArn', ...role, source_profile: 'a' },
    );
    const error = await catchError(createBench({ home }));
    expect(error.exit).toBe('auth');
    expect(error.message).toContain('"a" → "b" → "a"');
  });

  it('ChainableRamRoleArn without its source is an error that lists the existing profiles', async () => {
    const home = await createCliHome({
      name: 'a',
      mode: 'ChainableRamRoleArn',
      ...role,
      source_profile: 'gone',
    });
    const error = await catchError(createBench({ home }));
    expect(error.code).toBe('ProfileNotFound');
    expect(error.message).toMatch(/"gone".*source_profile of profile "a".*has "a"/);
  });

  it('EcsRamRole uses the role of the instance', async () => {
    const metadata = await startMetadata();
    const home = await createCliHome({ name: 'p', mode: 'EcsRamRole', ram_role_name: 'the role' });
    const { provider } = createBench({ home, metadataUrl: metadata.url });
    expect(await provider.getCredentials({ signal })).toEqual(temporary);
    expect(metadata.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'PUT /latest/api/token',
      'GET /latest/meta-data/ram/security-credentials/the%20role',
    ]);
  });

  it('RamRoleArnWithRoleName assumes a role with the role of the instance', async () => {
    const metadata = await startMetadata();
    const { url, asked } = await startFakeSts([temporary]);
    const profile = { name: 'p', mode: 'RamRoleArnWithRoleName', ram_role_name: 'r', ...role };
    const home = await createCliHome({ ...profile, sts_endpoint: url });
    const { provider } = createBench({ home, metadataUrl: metadata.url });
    expect(await provider.getCredentials({ signal })).toEqual(ofTheRole);
    expect(asked[0]).toHaveProperty('SecurityToken', temporary.securityToken);
  });

  it('OIDC exchanges the token in the file for a session', async () => {
    const { url, asked } = await startFakeSts();
    const profile = { name: 'p', mode: 'OIDC', oidc_provider_arn: 'acs:ram::1:oidc-provider/p' };
    const home = await createCliHome();
    const file = await write(home, 'token', 'TheTokenOfThePod\n', 0o644);
    await write(home, '.aliyun/config.json', {
      current: 'p',
      profiles: [{ ...profile, ...role, oidc_token_file: file, sts_endpoint: url }],
    });
    const { provider, notes } = createBench({ home });
    expect(await provider.getCredentials({ signal })).toEqual(ofTheRole);
    expect(asked[0]).toMatchObject({ Action: 'AssumeRoleWithOIDC', OIDCToken: 'TheTokenOfThePod' });
    expect(asked[0]).not.toHaveProperty('Signature');
    expect(notes).toEqual([]);
  });

  it('CredentialsURI reads the URI', async () => {
    const server = await startServer((_, response) => response.end(responseOf(temporary)));
    const profile = {
      name: 'p',
      mode: 'CredentialsURI',
      credentials_uri: `${server.url}/keys?a=b`,
    };
    expect(await load(profile)).toEqual(temporary);
    expect(server.received[0]?.url).toBe('/keys?a=b');
  });

  it.each(['CloudSSO', 'OAuth'])(
    '%s uses the session of the CLI until it expires',
    async (mode) => {
      const sts_expiration = startOfTime / 1000 + 1;
      expect(await load({ name: 'p', mode, ...sts, sts_expiration })).toEqual({
        ...temporary,
        expiresAt: startOfTime + 1000,
      });
    },
  );

  it.each(
    ['CloudSSO', 'OAuth'].flatMap(
      (mode) =>
        [
          [mode, 'has expired', { ...sts, sts_expiration: startOfTime / 1000 }],
          [mode, 'does not exist', { access_token: 'TheAccessToken' }],
          [mode, 'is incomplete', { ...ak, sts_expiration: startOfTime / 1000 + 99 }],
        ] as const,
    ),
  )('%s shows the command that renews a session that %s', async (mode, _, fields) => {
    const home = await createCliHome({ name: 'my profile', mode, ...fields });
    const error = await catchError(createBench({ home }), ...Object.values(fields).map(String));
    expect(error).toMatchObject({ exit: 'auth', code: 'SessionExpired' });
    expect(error.hint).toContain(`aliyun configure --profile "my profile" --mode ${mode}`);
  });

  it.each(['RsaKeyPair', 'BearerToken', 'Anonymous', 'anonymous'])(
    '%s is refused with a mode to use instead',
    async (mode) => {
      const secrets = { private_key: 'ThePrivateKey', bearer_token: 'TheBearerToken' };
      const home = await createCliHome({ name: 'old', mode, ...secrets });
      const error = await catchError(createBench({ home }), ...Object.values(secrets));
      expect(error).toMatchObject({ exit: 'auth', code: 'ProfileModeNotSupported' });
      expect(error.hint).toContain('aliyun configure --profile old --mode OAuth');
    },
  );

  it('that is unknown is refused with a list of the known modes', async () => {
    const home = await createCliHome({ name: 'p', mode: 'New\u001b[31mMode', ...ak });
    const error = await catchError(createBench({ home }), ak.access_key_secret);
    expect(error.message).toContain('"New?[31mMode"');
    expect(error.hint).toContain('RamRoleArn');
  });
});

async function startMetadata() {
  return await startServer(({ method }, response) =>
    response.end(method === 'PUT' ? 'TheMetadataToken' : responseOf(temporary)),
  );
}

function responseOf({ accessKeyId, accessKeySecret, securityToken }: typeof temporary): string {
  return JSON.stringify({
    Code: 'Success',
    AccessKeyId: accessKeyId,
    AccessKeySecret: accessKeySecret,
    SecurityToken: securityToken,
  });
}
