import { describe, expect, it } from 'vitest';
import { session, startFakeSts } from './fake-sts.ts';
import {
  catchError,
  cliConfig,
  createBench,
  createCliHome,
  createHome,
  createSettableClock,
  expectClean,
  inEnglish,
  signal,
  startOfTime,
  write,
} from './setup.ts';

const key = { accessKeyId: 'LTAI5tLongTerm', accessKeySecret: 'SecretOfLongTermKeys' };
const hour = 3_600_000;
const minute = 60_000;

async function createRoleBench(fields: Record<string, unknown> = {}) {
  const clock = createSettableClock();
  const sts = await startFakeSts([key], () => clock.now());
  const home = await createCliHome({
    name: 'p',
    mode: 'RamRoleArn',
    access_key_id: key.accessKeyId,
    access_key_secret: key.accessKeySecret,
    ram_role_arn: 'acs:ram::1:role/r',
    sts_endpoint: sts.url,
    ...fields,
  });
  return { ...createBench({ home, clock }), ...sts, clock, home };
}

const busy = { status: 503, body: 'busy' };

describe('a credential provider', () => {
  it('reads nothing before the first request', async () => {
    const home = await createHome();
    const { provider } = createBench({ home });
    await write(home, cliConfig, {
      profiles: [{ name: 'default', access_key_id: 'Late', access_key_secret: 'Secret' }],
    });
    expect(await provider.getCredentials({ signal })).toHaveProperty('accessKeyId', 'Late');
  });

  it('says what to do if there are no credentials at all', async () => {
    const error = await catchError(createBench({ home: await createHome() }));
    expect(error).toMatchObject({ exit: 'auth', code: 'CredentialsNotFound' });
    expect(error.message).toBe('no credentials were found');
    expect(error.hint).toMatch(/aliyun configure.*ALIBABA_CLOUD_ACCESS_KEY_ID/);
  });

  it('does not cache a failure', async () => {
    const home = await createHome();
    const bench = createBench({ home });
    await catchError(bench);
    await write(home, cliConfig, {
      profiles: [{ name: 'default', access_key_id: 'Late', access_key_secret: 'Secret' }],
    });
    expect(await bench.provider.getCredentials({ signal })).toHaveProperty('accessKeyId', 'Late');
  });

  it('requests one session for all concurrent calls', async () => {
    const { provider, asked } = await createRoleBench();
    const all = await Promise.all(
      Array.from({ length: 20 }, () => provider.getCredentials({ signal })),
    );
    expect(new Set(all)).toHaveProperty('size', 1);
    await provider.getCredentials({ signal });
    expect(asked).toHaveLength(1);
  });

  it('reports each request for a session, without secrets', async () => {
    const { asked, url, home } = await createRoleBench();
    const events: unknown[] = [];
    const { provider } = createBench({ home, onExchange: (event) => events.push(event) });
    await provider.getCredentials({ signal });
    const action = 'AssumeRole';
    expect(events).toMatchObject([
      { type: 'request', action, method: 'POST', url: `${url}/?***`, body: '' },
      { type: 'answer', action, status: 200 },
    ]);
    const signature = asked[0]?.['Signature'] ?? '';
    expectClean(events, key.accessKeySecret, signature, ...Object.values(session));
  });

  it('serves the other callers when one leaves', async () => {
    const { provider, asked } = await createRoleBench();
    const controller = new AbortController();
    const leaving = provider.getCredentials({ signal: controller.signal });
    const staying = provider.getCredentials({ signal });
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(leaving).rejects.toBe(reason);
    expect(await staying).toHaveProperty('accessKeyId', session.AccessKeyId);
    expect(asked).toHaveLength(1);
  });

  it('starts again after all callers have left', async () => {
    const { provider } = await createRoleBench();
    const controller = new AbortController();
    const leaving = provider.getCredentials({ signal: controller.signal });
    controller.abort();
    await expect(leaving).rejects.toThrow();
    expect(await provider.getCredentials({ signal })).toHaveProperty(
      'accessKeyId',
      session.AccessKeyId,
    );
    await expect(provider.getCredentials({ signal: controller.signal })).rejects.toThrow();
  });

  it('renews a session three minutes ahead of its end, and not before', async () => {
    const { provider, clock, asked } = await createRoleBench();
    await provider.getCredentials({ signal });
    clock.advance(hour - 3 * minute - 1);
    await provider.getCredentials({ signal });
    expect(asked).toHaveLength(1);
    clock.advance(1);
    await Promise.all([provider.getCredentials({ signal }), provider.getCredentials({ signal })]);
    expect(asked).toHaveLength(2);
  });

  it('renews a session of four minutes in its last quarter', async () => {
    const { provider, clock, asked } = await createRoleBench({ expired_seconds: 240 });
    await provider.getCredentials({ signal });
    clock.advance(3 * minute - 1);
    await provider.getCredentials({ signal });
    expect(asked).toHaveLength(1);
    clock.advance(1);
    await provider.getCredentials({ signal });
    expect(asked).toHaveLength(2);
  });

  it('uses a session that cannot be renewed until it expires, with a note', async () => {
    const { provider, clock, asked, responses, notes } = await createRoleBench();
    const old = await provider.getCredentials({ signal });
    clock.advance(hour - 2 * minute);
    responses.push(busy, busy);
    expect(await provider.getCredentials({ signal })).toBe(old);
    expect(notes.map(inEnglish)).toMatchObject([
      {
        code: 'renewal-failed',
        source: 'profile "p" of ~/.aliyun/config.json',
        expiresAt: startOfTime + hour,
      },
    ]);
    expectClean(notes, key.accessKeySecret, ...Object.values(session));

    expect(await provider.getCredentials({ signal })).toBe(old);
    expect(asked).toHaveLength(2);
    clock.advance(minute / 2);
    expect(await provider.getCredentials({ signal })).toBe(old);
    expect(asked).toHaveLength(3);
    clock.advance(minute / 2);
    expect(await provider.getCredentials({ signal })).not.toBe(old);
    expect(notes).toHaveLength(1);
  });

  it('fails when the old session has expired', async () => {
    const { provider, clock, responses } = await createRoleBench();
    await provider.getCredentials({ signal });
    clock.advance(hour);
    responses.push(busy);
    const error = await catchError({ provider }, key.accessKeySecret);
    expect(error).toMatchObject({ exit: 'unavailable', retryable: true });
    expect(await provider.getCredentials({ signal })).toHaveProperty(
      'expiresAt',
      startOfTime + 2 * hour,
    );
  });

  it('ignores its cache when the service reports an expired session', async () => {
    const { provider, asked, responses } = await createRoleBench();
    const old = await provider.getCredentials({ signal });
    expect(await provider.getCredentials({ signal, renew: true })).not.toBe(old);
    expect(asked).toHaveLength(2);
    responses.push(busy);
    await expect(provider.getCredentials({ signal, renew: true })).rejects.toThrow('503');
  });

  it('keeps its profile when the current one changes, and reads its new content', async () => {
    const home = await createCliHome({
      name: 'mine',
      mode: 'StsToken',
      access_key_id: 'Old',
      access_key_secret: 'Secret',
      sts_token: 'Token',
    });
    const { provider } = createBench({ home });
    await provider.getCredentials({ signal });
    const profiles = ['mine', 'other'].map((name) => ({
      name,
      access_key_id: `NewOf-${name}`,
      access_key_secret: 'Secret',
    }));
    await write(home, cliConfig, { current: 'other', profiles });
    expect(await provider.getCredentials({ signal })).toHaveProperty('accessKeyId', 'Old');
    const renewed = await provider.getCredentials({ signal, renew: true });
    expect(renewed).toHaveProperty('accessKeyId', 'NewOf-mine');
    expect(provider.source).toBe('profile "mine" of ~/.aliyun/config.json');
    await write(home, cliConfig, { current: 'other', profiles: [] });
    await expect(provider.getCredentials({ signal, renew: true })).rejects.toThrow(
      'no longer exists',
    );
  });
});
