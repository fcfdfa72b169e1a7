import { execFile, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { version } from '../../src/base/version.ts';
import { startSandbox } from '../../src/sandbox.ts';
import { program } from '../helpers/built-program.ts';

/** Nobody has this number; Node's and the program's files have to be open to all for it, and these tests run by root. */
const stranger = { uid: 54_321, gid: 54_321 };
const isReadable = [...program, process.execPath].every(
  (path) => spawnSync('test', ['-r', path], { cwd: '/', ...stranger }).status === 0,
);
const library = resolve(import.meta.dirname, '../../dist/library/index.js');

/** As somebody who has neither HOME nor an entry among the users, as in some containers. */
async function run(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env['PATH'], ...variables };
  const options = { cwd: '/', env, ...stranger };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, args, options)) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

async function callLibrary(body: string, variables?: Readonly<Record<string, string>>) {
  const code = `import { getExportTask, SiemExportError } from ${JSON.stringify(library)};\n${body}`;
  return await run(['--input-type=module', '-e', code], variables);
}

async function startedSandbox() {
  const sandbox = await startSandbox();
  onTestFinished(sandbox.close);
  return sandbox;
}

const noInstance = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };

describe.skipIf(!isReadable)('without a home', () => {
  it('the program says its version', async () => {
    expect(await run([program[1], '--version'])).toMatchObject({ stdout: `${version}\n` });
  });

  it('the program works with keys of the environment', async () => {
    const { endpoint, env } = await startedSandbox();
    const { code, stdout, stderr } = await run(
      [program[1], 'status', '400185', '--json', '--endpoint', endpoint],
      { ...env, SIEM_EXPORT_ENDPOINT: '' },
    );
    // The one thing that a home is missed for.
    expect(stderr).toMatch(/^the tasks of this run are not recorded: .* is not writable .*\n$/);
    expect(JSON.parse(stdout)).toMatchObject({ Id: 400_185, Meta: { Outcome: 'succeeded' } });
    expect(code).toBe(0);
  });

  it('the program says that there are no credentials', async () => {
    const { code, stderr } = await run([program[1], 'status', '1'], noInstance);
    expect(stderr).toContain('no credentials were found');
    expect(code).toBe(4);
  });

  it('the library works with keys of the environment', async () => {
    const { env } = await startedSandbox();
    const body = `console.log((await getExportTask('400185')).state);`;
    expect(await callLibrary(body, env)).toMatchObject({ stdout: 'succeeded\n', stderr: '' });
  });

  it('the library throws what can be told apart where it would need one', async () => {
    const { stdout, stderr } = await callLibrary(
      `const error = await getExportTask('400185').catch((thrown) => thrown);
       console.log(error instanceof SiemExportError, error.code, error.exit);`,
      noInstance,
    );
    expect({ stdout, stderr }).toEqual({ stdout: 'true CredentialsNotFound auth\n', stderr: '' });
  });
});
