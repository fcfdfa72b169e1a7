import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../src/base/version.ts';
import {
  cleanEnvironment,
  makeFolder,
  program,
  startProgram,
  type Ended,
  type Running,
} from '../helpers/built-program.ts';
import { isPosix } from '../helpers/posix.ts';

async function start(...args: readonly string[]): Promise<Running & { folder: string }> {
  const folder = await makeFolder();
  return { folder, ...startProgram(args, { cwd: folder, env: cleanEnvironment(folder) }) };
}

async function run(...args: readonly string[]): Promise<Ended & { folder: string }> {
  const { folder, ended } = await start(...args);
  return { folder, ...(await ended) };
}

/** A task that takes a tenth of a second, so that the built program needs no clock but the real one. */
async function writeScenario(folder: string, scenario: object): Promise<string> {
  const path = join(folder, 'scenario.json');
  await writeFile(path, JSON.stringify(scenario));
  return path;
}

describe('the built program', () => {
  it('says its version', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('does the first command of the README: the workbook is in the folder, whole and verified', async () => {
    const { code, stdout, stderr, folder } = await run(
      ...['sandbox', '--', 'siem-export', 'wait', '200013', '--download'],
    );
    expect(stderr).toContain('verified (crc64)');
    expect(code).toBe(0);
    expect(stdout).toBe('');
    const names = await readdir(folder);
    const workbook = names.find((name) => name.endsWith('.xlsx')) ?? '';
    expect(names.sort()).toEqual([workbook, `${workbook}.receipt.json`]);
    const bytes = await readFile(join(folder, workbook));
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  });

  it('writes no control character where there is no terminal', async () => {
    const { stdout, stderr } = await run('sandbox', '--', 'siem-export', 'status', '400185');
    // eslint-disable-next-line no-control-regex -- they are what must not be there
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });

  it('ends the sandbox with the exit code of the command that ran in it', async () => {
    const ended = await run('sandbox', '--', process.execPath, '-e', 'process.exit(7)');
    expect(ended.code).toBe(7);
  });

  it('keeps the saved defaults of its user, and ids of 64 bits in a scenario, out of trouble', async () => {
    const folder = await makeFolder();
    const scenario = join(folder, 'scenario.json');
    await writeFile(scenario, '{"tasks":[{"id":9007199254740993,"durationMs":0}]}');
    const saved = join(folder, 'saved');
    await mkdir(saved);
    await writeFile(join(saved, 'config.json'), '{"lang":"fr"}');
    const { ended } = startProgram(
      ['sandbox', '--scenario', scenario, '--', 'siem-export', 'status', '9007199254740993'],
      { cwd: folder, env: { ...cleanEnvironment(folder), SIEM_EXPORT_CONFIG_DIR: saved } },
    );
    const { code, stdout } = await ended;
    expect(stdout).toContain('9007199254740993');
    expect(code).toBe(0);
  });

  it.skipIf(!isPosix)(
    'prints an environment that a shell can read, and serves until SIGTERM',
    async () => {
      const { child, ended, sawOnStderr } = await start('sandbox');
      await sawOnStderr('Ctrl-C');
      child.kill('SIGTERM');
      const { code, stdout } = await ended;
      expect(code).toBe(143);
      expect(stdout).toMatch(/^export SIEM_EXPORT_ENDPOINT=http:\/\/127\.0\.0\.1:\d+$/m);
      expect(
        stdout.split('\n').filter((line) => line !== '' && !line.startsWith('export ')),
      ).toEqual([]);
    },
  );

  it.skipIf(!isPosix).each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('keeps its promises when %s stops a wait', async (signal, expected) => {
    const folder = await makeFolder();
    const scenario = await writeScenario(folder, { tasks: [{ id: 200013, stallAtProgress: 10 }] });
    const command = ['siem-export', 'wait', '200013', '--json', '--interval', '100ms'];
    const { child, ended, sawOnStderr } = startProgram(
      ['sandbox', '--scenario', scenario, '--', ...command],
      { cwd: folder, env: cleanEnvironment(folder) },
    );
    await sawOnStderr('exporting');
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(expected);
    expect(JSON.parse(stdout)).toMatchObject({
      Meta: { Outcome: 'interrupted', ExitCode: expected },
    });
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(
      'siem-export wait 200013 --interval 100ms --json',
    );
  });

  it.each(['--events', '--json'])(
    'ends a wait without a word when the reader of %s has gone',
    async (form) => {
      const folder = await makeFolder();
      const tasks = [
        { id: 1, durationMs: 0 },
        { id: 2, stallAtProgress: 10 },
      ];
      const scenario = await writeScenario(folder, { tasks });
      const command = ['siem-export', 'wait', '1', '2', form, '--interval', '100ms', '--quiet'];
      const { child, ended } = startProgram(['sandbox', '--scenario', scenario, '--', ...command], {
        cwd: folder,
        env: cleanEnvironment(folder),
      });
      child.stdout?.destroy();
      expect(await ended).toMatchObject({ code: 143, stderr: '' });
    },
  );

  it('says nothing when the reader of its output has gone', async () => {
    const folder = await makeFolder();
    const { child, ended } = startProgram(['--help'], {
      cwd: folder,
      env: cleanEnvironment(folder),
    });
    child.stdout?.destroy();
    expect((await ended).stderr).toBe('');
  });

  it.skipIf(!isPosix)('says that the folder it was started in is gone', async () => {
    const folder = await makeFolder();
    const enter = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"';
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', enter, 'sh', ...program, 'download', '1', '-d', 'x'],
      {
        cwd: folder,
        env: cleanEnvironment(folder),
        encoding: 'utf8',
      },
    );
    expect(stderr).toContain('the working folder does not exist any more');
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  });
});
