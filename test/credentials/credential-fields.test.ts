import { describe, expect, it } from 'vitest';
import { catchError, createBench, createCliHome } from './setup.ts';
import { ak, role } from './profile-fields.ts';

describe('a profile', () => {
  it.each([
    ['AK', 'access_key_id', { access_key_secret: 'TheSecret' }],
    ['AK', 'access_key_secret', { access_key_id: 'TheId', access_key_secret: '  ' }],
    ['StsToken', 'sts_token', ak],
    ['RamRoleArn', 'ram_role_arn', ak],
    ['ChainableRamRoleArn', 'source_profile', role],
    ['OIDC', 'ram_role_arn', {}],
    ['OIDC', 'oidc_provider_arn', role],
    ['OIDC', 'oidc_token_file', { ...role, oidc_provider_arn: 'arn' }],
    ['External', 'process_command', {}],
    ['CredentialsURI', 'credentials_uri', {}],
  ])(
    'in the mode %s without %s is refused, by the names of the field and the profile',
    async (mode, field, fields) => {
      const home = await createCliHome({ name: 'thin', mode, ...fields });
      const error = await catchError(createBench({ home, profile: 'thin' }), 'TheSecret', 'TheId');
      expect(error).toMatchObject({ exit: 'auth', code: 'CredentialsIncomplete' });
      expect(error.message).toBe(`profile "thin" of ~/.aliyun/config.json has no ${field}`);
    },
  );

  it.each([
    ['access_key_secret', { ...ak, access_key_secret: 12345678 }, 'AK'],
    ['expired_seconds', { ...ak, ...role, expired_seconds: 'soon' }, 'RamRoleArn'],
    ['sts_endpoint', { ...ak, ...role, sts_endpoint: 'http://sts.aliyuncs.com' }, 'RamRoleArn'],
    ['sts_endpoint', { ...ak, ...role, sts_endpoint: 'sts.aliyuncs.com/path' }, 'RamRoleArn'],
  ])('with an invalid %s is refused', async (_, fields, mode) => {
    const home = await createCliHome({ name: 'p', mode, ...fields });
    const error = await catchError(createBench({ home }), '12345678', ak.access_key_secret);
    expect(error).toMatchObject({ exit: 'auth', code: 'CredentialsMalformed' });
    expect(error.message).toContain('profile "p"');
  });
});
