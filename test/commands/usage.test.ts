import { describe, expect, it } from 'vitest';
import { runCli, withSandbox } from '../helpers/run-cli.ts';

const mistakes: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['wait', 'abc'],
    ['"abc"', '[REGION/][ACCOUNT/]ID'],
  ],
  [['wait', '0'], ['"0"']],
  [['wait', '9223372036854775808'], ['"9223372036854775808"']],
  [
    ['status', '1', '--region', 'cn-shanghai'],
    ['--region', '"cn-shanghai"', 'cn-hangzhou'],
  ],
  [
    ['status', '1', '--lang', 'fr'],
    ['--lang', '"fr"', 'zh'],
  ],
  [
    ['status', '1', '--role-for', 'me'],
    ['--role-for', '"me"'],
  ],
  [
    ['status', '1', '--endpoint', 'http://example.com'],
    ['--endpoint', 'example.com', 'loopback'],
  ],
  [['status', '1', '--endpoint', 'https://user:pw@example.com'], ['--endpoint']],
  [
    ['wait', '1', '--timeout', 'soon'],
    ['--timeout', '"soon"', '30s'],
  ],
  [
    ['wait', '1', '--interval', '0'],
    ['--interval', '"0"'],
  ],
  [
    ['wait', '1', '--on-unknown', 'cry'],
    ['--on-unknown', '"cry"', 'wait'],
  ],
  [
    ['wait', '1', '--rate', '0'],
    ['--rate', '"0"'],
  ],
  [
    ['wait', '1', '--concurrency', '1.5'],
    ['--concurrency', '"1.5"'],
  ],
  [['wait', '1', '-o', 'x'], ['--download']],
  [
    ['wait', '1', '2', '--download', '-o', 'x'],
    ['--output', '2 tasks'],
  ],
  [
    ['download', '1', '--json', '-o', '-'],
    ['--json', '--output'],
  ],
  [
    ['download', '1', '-o', 'x', '-d', 'y'],
    ['--output', '--dir'],
  ],
  [
    ['download', '1', '-o', 'new/'],
    ['--output', '"new/"', '--dir'],
  ],
  [
    ['download', '1', '--if-exists', 'ask'],
    ['--if-exists', '"ask"', 'overwrite'],
  ],
  [['download', '1', '--allow-host', 'https://x/'], ['--allow-host']],
  [
    ['wait', '1', '--tmeout', '5s'],
    ['--tmeout', '--timeout'],
  ],
  [['wiat'], ['wiat', 'wait']],
  [
    ['wait', '1', '--stall-timeout', '0'],
    ['--stall-timeout', '"0"'],
  ],
  [
    ['download', '1', '--connections', '99'],
    ['--connections', '"99"'],
  ],
  [
    ['sandbox', '--port', '70000'],
    ['--port', '"70000"'],
  ],
  [
    ['sandbox', '--scenario', 'nonesuch'],
    ['"nonesuch"', 'default'],
  ],
];

describe('a usage error', () => {
  it.each(mistakes)(
    'ends %j with 2, names what is wrong and sends nothing',
    async (argv, named) => {
      await withSandbox(undefined, async ({ run, sandbox }) => {
        const { exitCode, stdout, stderr } = await run(argv);
        expect(exitCode).toBe(2);
        for (const text of named) expect(stderr).toContain(text);
        expect(stderr).not.toContain('pw@');
        expect(stdout).toBe('');
        expect(sandbox.requests).toEqual([]);
      });
    },
  );

  it.each(mistakes)('says in Chinese what is wrong with %j', async (argv) => {
    const { exitCode, stderr } = await runCli(argv, { env: { SIEM_EXPORT_UI_LANG: 'zh' } });
    expect(exitCode).toBe(2);
    const [message] = stderr.split('\n');
    expect(message).toMatch(/\p{Script=Han}/u);
  });

  it('names the variable that a wrong value comes from', async () => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const { exitCode, stderr } = await run(['status', '1'], {
        env: { SIEM_EXPORT_REGION: 'moon' },
      });
      expect(exitCode).toBe(2);
      expect(stderr).toContain('SIEM_EXPORT_REGION: "moon"');
      expect(sandbox.requests).toEqual([]);
    });
  });
});

describe('help', () => {
  it.each([['--help'], ['help'], ['wait', '--help'], ['help', 'wait']])(
    'is printed on stdout for %s, within 80 columns, and ends with 0',
    async (...argv) => {
      await withSandbox(undefined, async ({ run }) => {
        const { exitCode, stdout, stderr } = await run(argv);
        expect(exitCode).toBe(0);
        expect(stderr).toBe('');
        expect(stdout).toContain('Usage: siem-export');
        expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
      });
    },
  );
});
