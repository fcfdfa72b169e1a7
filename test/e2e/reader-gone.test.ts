import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox.ts';
import { cleanEnvironment, makeFolder, startProgram } from '../helpers/built-program.ts';

describe('a reader that goes away', () => {
  it('in the middle of the file has not got it: exit 7, in one line', async () => {
    const { code, stderr } = await readFirst(['download', '1', '-o', '-', '--quiet']);
    expect(code).toBe(7);
    expect(stderr).toMatch(/standard output cannot be written: its reader closed it/);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('after the events that it wanted ends the wait like a signal, without a word', async () => {
    const { code, stderr } = await readFirst(['wait', '2', '--events', '--quiet']);
    expect(code).toBe(143);
    expect(stderr).toBe('');
  });
});

/** Runs the built program, and closes the pipe of its stdout after the first chunk. */
async function readFirst(args: readonly string[]) {
  const tasks = [
    { id: 1, durationMs: 0, sizeBytes: 4 * 2 ** 20 },
    { id: 2, durationMs: 60_000 },
  ];
  const sandbox = await startSandbox({ scenario: { tasks } });
  onTestFinished(sandbox.close);
  const cwd = await makeFolder();
  const env = { ...cleanEnvironment(cwd), ...sandbox.env };
  const { child, ended } = startProgram(args, { cwd, env });
  child.stdout?.once('data', () => child.stdout?.destroy());
  return await ended;
}
