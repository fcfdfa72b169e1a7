import { session } from './fake-sts.ts';
import { createCliHome } from './setup.ts';

export const key = {
  accessKeyId: 'STS.KeyOfTheProfile',
  accessKeySecret: 'SecretOfTheProfile',
  securityToken: 'Token/Of+The=Profile==',
};

/** No error may contain these. */
export const secrets = [key.accessKeySecret, key.securityToken, ...Object.values(session)];

/** A home whose only profile assumes a role with this key. */
export async function createRoleHome(fields: Record<string, unknown>) {
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
