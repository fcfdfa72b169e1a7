import { describe, expect, it } from 'vitest';
import {
  catchError,
  cliConfig,
  createBench,
  createCliHome,
  createHome,
  sharedIni,
  inEnglish,
  signal,
  write,
} from './setup.ts';
import { isPosix } from '../helpers/posix.ts';

const secret = 'TheSecretOfTheProfile';
const profile = {
  name: 'prod',
  mode: 'AK',
  access_key_id: 'LTAI5tProd',
  access_key_secret: secret,
};
const config = { current: 'prod', profiles: [profile] };
const keys = { accessKeyId: 'LTAI5tProd', accessKeySecret: secret };

describe("the file of the vendor's CLI", () => {
  it.each([
    ['a byte order mark', Buffer.from(`\ufeff${JSON.stringify(config)}`)],
    ['UTF-16', Buffer.from(`\ufeff${JSON.stringify(config)}`, 'utf16le')],
  ])('is read with %s', async (_, content) => {
    const home = await createHome();
    await write(home, cliConfig, content);
    const { provider } = createBench({ home });
    expect(await provider.getCredentials({ signal })).toEqual(keys);
  });

  it.each([
    ['is not JSON', `{"current":"prod","profiles":[{"access_key_secret":"${secret}"`],
    ['is not JSON', secret],
    ['is not a JSON object', `["${secret}"]`],
    ['has no list of profiles', `{"profiles":"${secret}"}`],
    ['has no list of profiles', `{"profiles":["${secret}"]}`],
  ])('that %s is an error without its content', async (what, content) => {
    const home = await createHome();
    await write(home, cliConfig, content);
    const error = await catchError(createBench({ home }), secret);
    expect(error).toMatchObject({ exit: 'auth', code: 'CredentialsMalformed' });
    expect(error.message).toBe(`~/.aliyun/config.json ${what}`);
  });

  it('that cannot be read is an error that names the reason', async () => {
    const home = await createHome();
    await write(home, `${cliConfig}/in-the-way`, '');
    const error = await catchError(createBench({ home }));
    expect(error.message).toBe('~/.aliyun/config.json cannot be read (it is a folder)');
  });

  it.skipIf(!isPosix).each([0o644, 0o640, 0o604])(
    'that others can read (%o) is noted once',
    async (mode) => {
      const home = await createHome();
      await write(home, cliConfig, config, mode);
      const { provider, notes } = createBench({ home });
      await provider.getCredentials({ signal });
      await provider.getCredentials({ signal, renew: true });
      expect(notes.map(inEnglish)).toEqual([
        {
          code: 'file-readable-by-others',
          path: '~/.aliyun/config.json',
          mode: mode.toString(8),
        },
      ]);
    },
  );

  it('readable by its owner only gets no note', async () => {
    const { provider, notes } = createBench({ home: await createCliHome(profile) });
    await provider.getCredentials({ signal });
    expect(notes).toEqual([]);
  });

  it('may contain a secret with a newline: it is removed, with a note', async () => {
    const home = await createCliHome({ ...profile, access_key_secret: `${secret}\n` });
    const { provider, notes } = createBench({ home });
    expect(await provider.getCredentials({ signal })).toEqual(keys);
    expect(notes.map(inEnglish)).toEqual([
      {
        code: 'blanks-removed',
        place: 'profile "prod" of ~/.aliyun/config.json',
        field: 'access_key_secret',
      },
    ]);
  });

  it.each([
    ['--profile', { profile: 'gone' }],
    ['ALIBABA_CLOUD_PROFILE', { env: { ALIBABA_CLOUD_PROFILE: 'gone' } }],
    ['saved setting', { savedProfile: 'gone' }],
  ])(
    'without the profile of %s is an error that lists the existing profiles',
    async (askedBy, options) => {
      const home = await createCliHome(profile, { ...profile, name: 'evil\u001b[2J' });
      await write(home, sharedIni, '[backup]\ntype = access_key\n');
      const error = await catchError(createBench({ home, ...options }), secret);
      expect(error).toMatchObject({ exit: 'auth', code: 'ProfileNotFound' });
      expect(error.message).toBe(
        `profile "gone" (${askedBy}) does not exist: ~/.aliyun/config.json has "prod", "evil?[2J"; ~/.alibabacloud/credentials has "backup"`,
      );
    },
  );

  it('without its current profile is an error that lists the existing profiles', async () => {
    const home = await createHome();
    await write(home, cliConfig, { current: 'gone', profiles: [profile] });
    const error = await catchError(createBench({ home }), secret);
    expect(error.message).toContain('"gone" (current of ~/.aliyun/config.json)');
    expect(error.message).toContain('"prod"');
  });

  it('that does not exist is an error if a profile was requested', async () => {
    const error = await catchError(createBench({ home: await createHome(), profile: 'prod' }));
    expect(error.message).toBe(
      'profile "prod" (--profile) does not exist: no file with profiles was found',
    );
  });

  it.each([
    ['nothing', ''],
    ['no profile', { current: '', profiles: [] }],
    [
      'the empty profile of a cancelled configuration',
      { current: 'default', profiles: [{ name: 'default', mode: '', output_format: 'json' }] },
    ],
    [
      'an AK profile without keys',
      {
        current: 'default',
        profiles: [{ name: 'default', mode: 'AK', access_key_id: '', access_key_secret: '' }],
      },
    ],
  ])('with %s is skipped: the next source is tried', async (_, content) => {
    const home = await createHome();
    await write(home, cliConfig, content);
    const shared = `[default]\ntype=access_key\naccess_key_id=Shared\naccess_key_secret=${secret}`;
    await write(home, sharedIni, shared);
    const { provider } = createBench({ home });
    expect(await provider.getCredentials({ signal })).toHaveProperty('accessKeyId', 'Shared');
  });

  it('is skipped if the variable of the SDKs disables it, except for --profile', async () => {
    const home = await createCliHome(profile);
    const env = { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' };
    expect(await catchError(createBench({ home, env }))).toHaveProperty(
      'code',
      'CredentialsNotFound',
    );
    const { provider } = createBench({ home, env, profile: 'prod' });
    expect(await provider.getCredentials({ signal })).toEqual(keys);
  });

  it('with two profiles of one name uses the first, as the CLI does', async () => {
    const home = await createCliHome(profile, { ...profile, access_key_id: 'Second' });
    const { provider } = createBench({ home });
    expect(await provider.getCredentials({ signal })).toEqual(keys);
  });
});
