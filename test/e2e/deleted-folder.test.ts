import { mkdtemp, rmdir } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox.ts';
import { cleanEnvironment, makeFolder, program } from '../helpers/built-program.ts';
import { isPosix } from '../helpers/posix.ts';

/** The shell deletes its working folder, then becomes the program. */
async function runInDeletedFolder(args: readonly string[]) {
  const sandbox = await startSandbox();
  onTestFinished(sandbox.close);
  const cwd = await mkdtemp(join(tmpdir(), 'siem-export-deleted-'));
  const env = {
    ...cleanEnvironment(await makeFolder()),
    ...sandbox.env,
    SIEM_EXPORT_ENDPOINT: sandbox.endpoint,
  };
  const script = 'rmdir "$PWD" && exec "$0" "$@"';
  const child = spawn('sh', ['-c', script, ...program, ...args], { cwd, env });
  onTestFinished(async () => {
    if (child.exitCode === null) child.kill('SIGKILL');
    await rmdir(cwd).catch(() => undefined);
  });
  child.stdin.end();
  const closed = new Promise((done) => child.once('close', done));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await closed, stdout, stderr };
}

describe.runIf(isPosix)('in a working folder that was deleted', () => {
  it.each([['status 400185'], ['list'], ['wait 400185'], ['config list']])(
    '%s works',
    async (line) => {
      const { code, stderr } = await runInDeletedFolder(line.split(' '));
      expect(stderr).not.toContain('working folder');
      expect(code).toBe(0);
    },
  );

  it.each(['--dir', '--output'])('a file is downloaded to an absolute path of %s', async (flag) => {
    const folder = await makeFolder();
    const place = flag === '--dir' ? folder : join(folder, '{id}.xlsx');
    const { code, stdout, stderr } = await runInDeletedFolder([
      'download',
      '400185',
      flag,
      place,
      '--json',
    ]);
    expect(stderr).toContain('verified (crc64)');
    expect(stdout).toContain(JSON.stringify(folder).slice(1, -1));
    expect(code).toBe(0);
  });

  it('a relative path is an error that names the folder', async () => {
    const { code, stderr } = await runInDeletedFolder(['download', '400185']);
    expect(stderr).toContain('the working folder does not exist any more');
    expect(code).toBe(2);
  });
});
