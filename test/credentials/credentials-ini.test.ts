import { describe, expect, it } from 'vitest';
import { startServer } from '../helpers/with-server.ts';
import { session, startFakeSts } from './fake-sts.ts';
import { catchError, createBench, createHome, sharedIni, signal, write } from './setup.ts';

const secret = 'Secret#With;Marks=And.Dots';

async function load(content: string, options: Partial<Parameters<typeof createBench>[0]> = {}) {
  const home = await createHome();
  await write(home, sharedIni, content);
  return await createBench({ home, ...options }).provider.getCredentials({ signal });
}

describe("the file that the vendor's SDKs share", () => {
  it('provides an access_key', async () => {
    const content = `\ufeff# a comment
      ; another
      [other]\r
      type = access_key\r
      access_key_id = Other\r
      [default]\r
      type = access_key\r
      access_key_id = "Id"\r
      access_key_secret = ${secret}   \r
    `;
    expect(await load(content)).toEqual({ accessKeyId: 'Id', accessKeySecret: secret });
  });

  it('provides an sts session', async () => {
    const content = `[default]\ntype=sts\naccess_key_id=Id\naccess_key_secret=${secret}\nsecurity_token=to/ken==`;
    expect(await load(content)).toHaveProperty('securityToken', 'to/ken==');
  });

  it('provides a ram_role_arn', async () => {
    const key = { accessKeyId: 'TheId', accessKeySecret: secret };
    const { url, asked } = await startFakeSts([key]);
    const content = `[default]
      type=ram_role_arn
      access_key_id=TheId
      access_key_secret=${secret}
      role_arn=acs:ram::1:role/r
      role_session_name=me
      policy={"Version":"1"}
      external_id=x
      sts_endpoint=${url}`;
    expect(await load(content)).toHaveProperty('accessKeyId', session.AccessKeyId);
    expect(asked[0]).toMatchObject({
      RoleArn: 'acs:ram::1:role/r',
      RoleSessionName: 'me',
      Policy: '{"Version":"1"}',
      ExternalId: 'x',
    });
  });

  it('provides an ecs_ram_role', async () => {
    const metadata = await startServer(({ method }, response) =>
      response.end(
        method === 'PUT' ? 'token' : '{"AccessKeyId":"FromEcs","AccessKeySecret":"SecretOfEcs"}',
      ),
    );
    const keys = await load('[default]\ntype=ecs_ram_role\nrole_name=r', {
      metadataUrl: metadata.url,
    });
    expect(keys).toHaveProperty('accessKeyId', 'FromEcs');
  });

  it('may be elsewhere, and may have a section with dots', async () => {
    const home = await createHome();
    const path = await write(
      home,
      'keys.ini',
      `[team.prod]\ntype=access_key\naccess_key_id=Id\naccess_key_secret=${secret}`,
    );
    const env = { ALIBABA_CLOUD_CREDENTIALS_FILE: path, ALIBABA_CLOUD_PROFILE: 'team.prod' };
    const { provider } = createBench({ home, env });
    expect(await provider.getCredentials({ signal })).toHaveProperty('accessKeySecret', secret);
    expect(provider.source).toBe(`profile "team.prod" of ${path}`);
  });

  it('that is named and does not exist is an error', async () => {
    const env = { ALIBABA_CLOUD_CREDENTIALS_FILE: '/nowhere/at/all' };
    const error = await catchError(createBench({ home: await createHome(), env }));
    expect(error.message).toBe('ALIBABA_CLOUD_CREDENTIALS_FILE names a file that does not exist');
  });

  it.each([
    [`[default]\naccess_key_secret=${secret}`, 'profile has no type'],
    [`[default]\ntype=access_key\naccess_key_secret=${secret}`, 'profile has no access_key_id'],
    [
      `[default]\ntype=rsa_key_pair\nprivate_key_file=${secret}`,
      'the type "rsa_key_pair" of profile is not supported',
    ],
  ])('with an incomplete profile is an error: %j', async (content, what) => {
    const home = await createHome();
    await write(home, sharedIni, content);
    const error = await catchError(createBench({ home }), secret);
    expect(error.exit).toBe('auth');
    const profile = 'profile "default" of ~/.alibabacloud/credentials';
    expect(error.message).toBe(what.replace('profile', profile));
  });

  it('without a default profile is skipped', async () => {
    const home = await createHome();
    await write(home, sharedIni, 'key=before any section\n[other]\ntype=access_key');
    expect(await catchError(createBench({ home }))).toHaveProperty('code', 'CredentialsNotFound');
  });
});
