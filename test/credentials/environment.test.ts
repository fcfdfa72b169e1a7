import { describe, expect, it } from 'vitest';
import { catchError, createBench, createHome, inEnglish, signal } from './setup.ts';

const id = 'LTAI5tTheIdOfAKey';
const secret = 'TheSecretOfAKey';
const prefixes = ['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'];

describe('the access key of the environment', () => {
  it.each(prefixes)('is found under %s', async (prefix) => {
    const env = {
      [`${prefix}_ACCESS_KEY_ID`]: id,
      [`${prefix}_ACCESS_KEY_SECRET`]: secret,
      [`${prefix}_SECURITY_TOKEN`]: 'TheToken',
    };
    const { provider } = createBench({ home: await createHome(), env });
    expect(await provider.getCredentials({ signal })).toEqual({
      accessKeyId: id,
      accessKeySecret: secret,
      securityToken: 'TheToken',
    });
    expect(provider.source).toBe('environment variables');
  });

  it('takes no token with another prefix: it would belong to another access key', async () => {
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
      ALICLOUD_SECURITY_TOKEN: 'AnotherToken',
    };
    const { provider } = createBench({ home: await createHome(), env });
    expect(await provider.getCredentials({ signal })).not.toHaveProperty('securityToken');
  });

  it.each(
    prefixes.flatMap((prefix) => [[`${prefix}_ACCESS_KEY_ID`, `${prefix}_ACCESS_KEY_SECRET`]]),
  )('is an error that names the missing half: %s and %s', async (idName, secretName) => {
    const home = await createHome();
    const withId = await catchError(createBench({ home, env: { [idName]: id } }), id);
    expect(withId).toMatchObject({ exit: 'auth', code: 'CredentialsIncomplete' });
    expect(withId.message).toBe(`${idName} is set, but ${secretName} is not`);
    const env = { [secretName]: secret, [idName]: '' };
    const withSecret = await catchError(createBench({ home, env }), secret);
    expect(withSecret.message).toBe(`${secretName} is set, but ${idName} is not`);
  });

  it('counts as unset if its variables are empty', async () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: ' ' };
    const error = await catchError(createBench({ home: await createHome(), env }));
    expect(error.code).toBe('CredentialsNotFound');
  });

  it('loses a newline that was copied with it, with a note', async () => {
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: `${secret}\r\n`,
    };
    const { provider, notes } = createBench({ home: await createHome(), env });
    expect(await provider.getCredentials({ signal })).toHaveProperty('accessKeySecret', secret);
    expect(notes.map(inEnglish)).toEqual([
      {
        code: 'blanks-removed',
        place: 'environment variables',
        field: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      },
    ]);
  });

  it.each(['Two Words', 'line\nbreak', 'schlüssel', 'nul\u0000'])(
    'is refused with a character that is invalid in a header: %j',
    async (broken) => {
      const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: broken };
      const error = await catchError(createBench({ home: await createHome(), env }), broken, id);
      expect(error).toMatchObject({ exit: 'auth', code: 'CredentialsMalformed' });
      expect(error.message).toContain('ALIBABA_CLOUD_ACCESS_KEY_SECRET');
    },
  );
});
