import { describe, expect, it } from 'vitest';
import { cleanEnvironment, makeFolder, program, startProgram } from '../helpers/built-program.ts';
import { findLoaded, listChunkModules, type Loaded } from '../helpers/loaded-files.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';

const [, bin] = program;
const chunks = listChunkModules();

/** What a terminal, a download or a sandbox needs, and nothing else does. */
const heavy = ['ora', 'cli-progress', 'string-width', 'hash-wasm', 'yauzl', 'valibot'];
/** What is needed to write settings and journal. */
const writing = 'conf';

function packagesOf({ files }: Loaded): string[] {
  const names = files.flatMap(({ modules }) => modules.map(({ name }) => name));
  return [...new Set(names.map((name) => name.split('/')[0] ?? ''))];
}

async function load(...args: readonly string[]): Promise<Loaded> {
  return findLoaded([bin, ...args], cleanEnvironment(await makeFolder()), chunks);
}

describe('what a command loads', () => {
  it.each(['--version', '--help'])('is next to nothing for %s', async (flag) => {
    const loaded = await load(flag);
    expect(loaded.files.map(({ name }) => name)).toEqual([
      'bin/siem-export.js',
      'dist/program/fast-path.cjs',
    ]);
    expect(loaded.builtins).toEqual([]);
  });

  it.each([
    ['completion', 'bash'],
    ['config', 'get', 'region'],
    ['wait', '--timeout', 'soon'],
    ['wait', '--help'],
  ])('is no client and no stream for %s %s', async (...args) => {
    const loaded = await load(...args);
    expect(packagesOf(loaded)).toContain('commander');
    for (const name of [...heavy, writing, 'got']) expect(packagesOf(loaded)).not.toContain(name);
    for (const name of ['http', 'https', 'tls', 'crypto', 'child_process', 'zlib']) {
      expect(loaded.builtins).not.toContain(name);
    }
  });

  it.each([
    ['completion', 'bash'],
    ['config', 'path'],
  ])("is nothing of Node's own that takes long for %s %s", async (...args) => {
    const { builtins } = await load(...args);
    const cheap = ['module', 'os', 'process', 'timers/promises'];
    expect(builtins.filter((name) => !cheap.includes(name))).toEqual([]);
  });

  it('is the client, what remembers the task, and nothing of bars, downloads and the sandbox, for status', async () => {
    const sandbox = await startSandbox({ clock: createScaledClock(1) });
    try {
      const env = { ...cleanEnvironment(await makeFolder()), ...sandbox.env };
      // The sandbox is in this process: it answers while the program runs.
      const loaded = await findLoaded([bin, 'status', '400185'], env, chunks);
      expect(packagesOf(loaded)).toEqual(expect.arrayContaining(['got', writing]));
      for (const name of heavy) expect(packagesOf(loaded)).not.toContain(name);
      for (const name of ['zlib', 'fs/promises']) expect(loaded.builtins).not.toContain(name);
    } finally {
      await sandbox.close();
    }
  });
});

describe('help that the build has rendered', () => {
  it.each(['en', 'zh'])('is what the program itself says (%s)', async (language) => {
    const folder = await makeFolder();
    const env = { ...cleanEnvironment(folder), SIEM_EXPORT_UI_LANG: language };
    const run = (arg: string) => startProgram([arg], { cwd: folder, env }).ended;
    const [rendered, worked] = await Promise.all([run('--help'), run('help')]);
    expect(rendered.stdout).toBe(worked.stdout);
    expect(rendered).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('settings and journal on the stubs of the bundle', () => {
  it('are written and read again', async () => {
    const folder = await makeFolder();
    const sandbox = await startSandbox({ clock: createScaledClock(1) });
    try {
      const env = { ...cleanEnvironment(folder), ...sandbox.env, SIEM_EXPORT_CONFIG_DIR: folder };
      const run = (...args: readonly string[]) => startProgram(args, { cwd: folder, env }).ended;
      expect(await run('config', 'set', 'lang', 'zh')).toMatchObject({ code: 0 });
      expect(await run('config', 'set', 'lang', 'en')).toMatchObject({ code: 0 });
      expect(await run('config', 'get', 'lang')).toMatchObject({ code: 0, stdout: 'en\n' });
      expect(await run('status', '400185')).toMatchObject({ code: 0 });
      expect(await run('status', '400185')).toMatchObject({ code: 0 });
      expect(await run('list', '--ids')).toMatchObject({ code: 0, stdout: '400185\n' });
    } finally {
      await sandbox.close();
    }
  });
});
