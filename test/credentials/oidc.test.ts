import { describe, expect, it } from 'vitest';
import { refuseStsCall, startFakeSts } from './fake-sts.ts';
import { catchError, createBench, createHome, write } from './setup.ts';

describe('the token service for OIDC', () => {
  it('issues no session for a token file that is empty or missing', async () => {
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
    ['ALIBABA_CLOUD_OIDC_TOKEN_FILE', 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_ROLE_ARN'],
    ['ALIBABA_CLOUD_OIDC_PROVIDER_ARN', 'ALIBABA_CLOUD_OIDC_TOKEN_FILE and ALIBABA_CLOUD_ROLE_ARN'],
  ])('receives no request if only %s is set', async (name, missing) => {
    const error = await catchError(createBench({ home: await createHome(), env: { [name]: 'x' } }));
    expect(error).toMatchObject({ exit: 'auth', code: 'CredentialsIncomplete' });
    expect(error.message).toBe(`${name} is set, but ${missing} are not`);
  });

  it('repeats an OIDC token in its response: the token is masked', async () => {
    const { url, responses } = await startFakeSts();
    const home = await createHome();
    const token = 'eyJhbGciOiJSUzI1NiJ9.TheToken.OfThePod';
    responses.push(
      refuseStsCall(
        400,
        'AuthenticationFail.OIDCToken.Expired',
        `This JWT Token has expired: ${token}`,
      ),
    );
    const env = {
      ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/r',
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/p',
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: await write(home, 'token', token),
      ALIBABA_CLOUD_STS_ENDPOINT: url,
    };
    const error = await catchError(createBench({ home, env }), token);
    expect(error.code).toBe('AuthenticationFail.OIDCToken.Expired');
    expect(error.message).toMatch(
      /refused AssumeRoleWithOIDC: This JWT Token has expired: \*\*\*$/,
    );
  });
});
