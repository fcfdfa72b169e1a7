import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox.ts';
import { cleanEnvironment, makeFolder, program } from '../helpers/built-program.ts';

/** A device that is always full; Linux has it. */
const full = '/dev/full';

describe.skipIf(!existsSync(full))('an output that takes nothing more', () => {
  it('is an error where it is the result that is lost, in one line', async () => {
    const { code, stderr } = await runInto(['status', '400185', '--json'], 'stdout');
    expect(stderr).toBe('✖ standard output cannot be written (ENOSPC)\n');
    expect(code).toBe(7);
  });

  it('ends a wait whose events it would hold, with the same exit', async () => {
    const { code, stderr } = await runInto(['wait', '200013', '--events', '--quiet'], 'stdout');
    expect(stderr).toContain('standard output cannot be written\n');
    expect(stderr).toContain('code ENOSPC');
    expect(code).toBe(7);
  });

  it('is an error of the download where the file goes there', async () => {
    const { code, stderr } = await runInto(['download', '400185', '-o', '-'], 'stdout');
    expect(stderr).toContain('standard output cannot be written: the disk is full');
    expect(stderr).not.toContain(' at ');
    expect(code).toBe(7);
  });

  it('decides nothing where it is that of the talk', async () => {
    const { code, stdout, files } = await runInto(['download', '400185', '--json'], 'stderr');
    expect(JSON.parse(stdout)).toMatchObject({ Meta: { Outcome: 'succeeded' } });
    expect(files).toHaveLength(2);
    expect(code).toBe(0);
  });
});

/** Runs the built program with one of its outputs led there. */
async function runInto(args: readonly string[], stream: 'stdout' | 'stderr') {
  const sandbox = await startSandbox();
  onTestFinished(sandbox.close);
  const cwd = await makeFolder();
  const env = { ...cleanEnvironment(cwd), ...sandbox.env };
  const script = `"$@" ${stream === 'stdout' ? 1 : 2}>${full}`;
  const shell = ['-c', script, 'sh', ...program, ...args];
  const ended = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile('sh', shell, { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
  const files = (await readdir(cwd)).filter(
    (name) => name.endsWith('.xlsx') || name.endsWith('.receipt.json'),
  );
  return { ...ended, files };
}
