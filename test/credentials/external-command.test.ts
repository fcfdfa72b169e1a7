import { describe, expect, it } from 'vitest';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { catchError, createBench, createCliHome, signal, startOfTime, write } from './setup.ts';

const keys = {
  access_key_id: 'STS.FromTheCommand',
  access_key_secret: 'SecretFromTheCommand',
  sts_token: 'Token+FromTheCommand==',
};
const secrets = [...Object.values(keys), 'TheArgument', 'SaidOnStderr'];

/** A profile whose command is a Node.js program with a blank in its path. */
async function createCommandBench(
  source: string,
  options: Partial<Parameters<typeof createBench>[0]> = {},
) {
  const home = await createCliHome();
  const program = await write(home, 'my program.mjs', source);
  const process_command = `'${process.execPath}' "${program}" TheArgument '*' "" $HOME`;
  const profiles = [{ name: 'p', mode: 'External', process_command }];
  await write(home, '.aliyun/config.json', { current: 'p', profiles });
  return createBench({ home, ...options });
}

const print = (value: unknown) => `console.log(${JSON.stringify(JSON.stringify(value))})`;

describe('a process_command', () => {
  it.each([
    ['AK', { mode: 'AK', ...keys, sts_token: '' }, {}],
    ['StsToken', { mode: 'StsToken', ...keys }, { securityToken: keys.sts_token }],
    ['no mode', keys, { securityToken: keys.sts_token }],
    [
      'an expiration',
      { ...keys, expiration: '2026-11-24T01:00:00Z' },
      { securityToken: keys.sts_token, expiresAt: startOfTime + 3_600_000 },
    ],
  ])('provides credentials with %s', async (_, output, more) => {
    const { provider } = await createCommandBench(print(output));
    expect(await provider.getCredentials({ signal })).toEqual({
      accessKeyId: keys.access_key_id,
      accessKeySecret: keys.access_key_secret,
      ...more,
    });
  });

  it('is run without a shell, with the environment of the program', async () => {
    const source = `
      const isRight = JSON.stringify(process.argv.slice(2)) === '["TheArgument","*","","$HOME"]';
      const secret = isRight ? process.env.HERE : 'wrong';
      console.log(JSON.stringify({ access_key_id: 'FromTheCommand', access_key_secret: secret }));`;
    const { provider } = await createCommandBench(source, {
      env: { HERE: 'SecretFromEnvironment' },
    });
    expect(await provider.getCredentials({ signal })).toHaveProperty(
      'accessKeySecret',
      'SecretFromEnvironment',
    );
  });

  it('has an empty standard input', async () => {
    const source = `process.stdin.resume().on('end', () => ${print(keys)})`;
    const { provider } = await createCommandBench(source);
    expect(await provider.getCredentials({ signal })).toHaveProperty(
      'accessKeyId',
      keys.access_key_id,
    );
  });

  it.each([
    ['fails', `console.error('SaidOnStderr'); ${print(keys)}; process.exitCode = 3`, 'exit code 3'],
    ['is killed', `process.kill(process.pid, 'SIGKILL')`, 'SIGKILL'],
    ['prints no JSON', `console.log('${keys.access_key_secret}')`, 'did not print a JSON object'],
    [
      'prints too much',
      `console.log('${keys.access_key_secret}'.repeat(9999))`,
      'could not be run',
    ],
    ['prints half a key', print({ ...keys, access_key_secret: '' }), 'has no access_key_secret'],
    ['prints no token', print({ ...keys, mode: 'StsToken', sts_token: '' }), 'has no sts_token'],
    ['prints another mode', print({ ...keys, mode: 'RamRoleArn' }), 'a mode other than'],
  ])('that %s is an error that shows nothing of its output', async (_, source, what) => {
    const error = await catchError(await createCommandBench(source), ...secrets);
    expect(error.exit).toBe('auth');
    expect(error.message).toContain(what);
  });

  it.each([
    ['does not exist', '/nowhere/at-all TheArgument', 'could not be run (ENOENT)'],
    ['has an open quote', `/bin/echo "TheArgument`, 'is not a command'],
    ['is an empty word', `"" TheArgument`, 'is not a command'],
  ])('that %s is an error without its arguments', async (_, process_command, what) => {
    const home = await createCliHome({ name: 'p', mode: 'External', process_command });
    const error = await catchError(createBench({ home }), 'TheArgument');
    expect(error.exit).toBe('auth');
    expect(error.message).toContain(what);
  });

  it('is ended after a minute', async () => {
    const bench = await createCommandBench('setInterval(() => undefined, 1000)', {
      clock: createScaledClock(100),
    });
    expect((await catchError(bench)).message).toContain('did not end within 60 s');
  });

  it('is ended by the signal of the caller, whose reason is thrown', async () => {
    const { provider } = await createCommandBench('setInterval(() => undefined, 1000)');
    const controller = new AbortController();
    const reason = new Error('enough');
    const waiting = provider.getCredentials({ signal: controller.signal });
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
