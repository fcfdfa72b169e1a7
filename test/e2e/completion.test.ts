import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cleanEnvironment, makeFolder, program } from '../helpers/built-program.ts';
import { loadPty, runInTerminal, type TerminalProgram } from '../helpers/terminal-screen.ts';

const run = promisify(execFile);
const pty = await loadPty();

/** Shells that are here; `.ci/run` installs them. */
const installed = await Promise.all(
  ['bash', 'zsh', 'fish'].map(async (shell) => {
    const found = await run(shell, ['-c', 'exit 0']).then(
      () => true,
      () => false,
    );
    const missing = typeof pty === 'string' ? pty : `${shell} is not installed`;
    return [shell, found && typeof pty !== 'string' ? '' : ` (skipped: ${missing})`] as const;
  }),
);

/** How each is started, and what makes it ready. */
const shells: Readonly<Record<string, { start: readonly string[]; setUp: string }>> = {
  bash: {
    start: ['bash', '--norc', '--noprofile', '-i'],
    setUp: 'source <(siem-export completion bash)',
  },
  zsh: {
    start: ['zsh', '-f', '-i'],
    setUp: 'autoload -U compinit; compinit -u -D; source <(siem-export completion zsh)',
  },
  fish: { start: ['fish', '--no-config', '-i'], setUp: 'siem-export completion fish | source' },
};

/** A shell in a terminal with the program on its path and completion set up. */
async function startShell(shell: string): Promise<TerminalProgram> {
  if (typeof pty === 'string') throw new Error(pty);
  const { start, setUp } = shells[shell] ?? { start: [], setUp: '' };
  const cwd = await makeFolder();
  const bin = join(cwd, 'bin');
  await mkdir(bin);
  const launcher = join(bin, 'siem-export');
  await writeFile(launcher, `#!/bin/sh\nexec ${program.join(' ')} "$@"\n`);
  await chmod(launcher, 0o700);
  const env = cleanEnvironment(cwd);
  const running = runInTerminal(pty, {
    ...{ command: start, columns: 100, rows: 24, cwd },
    env: { ...env, PATH: `${bin}:${env['PATH'] ?? ''}`, PS1: '> ', SIEM_EXPORT_CONFIG_DIR: cwd },
  });
  running.type(`${setUp}; echo re''ady\r`);
  await running.screen.waitFor((rows) => rows.some((row) => row.startsWith('ready')));
  onTestFinished(() => {
    running.kill('SIGHUP');
  });
  return running;
}

/** Types the line and Tab, and waits until the shell has completed it to `expected`. */
async function completes(running: TerminalProgram, line: string, expected: string): Promise<void> {
  running.type(`${line}\t`);
  const rows = await running.screen.waitFor((shown) => shown.some((row) => row.includes(expected)));
  expect(rows.join('\n')).toContain(expected);
  // Empties the line.
  running.type('\u0015');
}

describe.each(installed)('completion in %s%s', (shell, reason) => {
  const skipped = reason !== '';

  it.skipIf(skipped)('completes commands, flags and values on Tab', async () => {
    const running = await startShell(shell);
    await completes(running, 'siem-export stat', 'siem-export status');
    await completes(running, 'siem-export wait --stall', 'siem-export wait --stall-timeout');
    await completes(running, 'siem-export wait --region ap', '--region ap-southeast-1');
    await completes(running, 'siem-export wait --region=cn', '--region=cn-hangzhou');
    await completes(running, 'siem-export wait --if-exists re', '--if-exists rename');
  });

  it.skipIf(skipped)('offers what may follow, and files where files are meant', async () => {
    const running = await startShell(shell);
    running.type("touch 'my file.xlsx'\r");
    await completes(running, 'siem-export verify my', 'my\\ file.xlsx');
    running.type('siem-export completion \t\t');
    const rows = await running.screen.waitFor((shown) =>
      ['bash', 'zsh', 'fish', 'powershell'].every((name) =>
        shown.some((row) => !row.includes('siem-export completion z') && row.includes(name)),
      ),
    );
    expect(rows.join('\n')).toContain('powershell');
  });

  it.skipIf(skipped)('does not run what has been written so far', async () => {
    const running = await startShell(shell);
    const place = shell === 'fish' ? '(touch ran)' : '$(touch ran)';
    await completes(running, `siem-export wait --profile '${place}' --stall`, '--stall-timeout');
    running.type('ls r*; echo lis""ted\r');
    const rows = await running.screen.waitFor((shown) =>
      shown.some((row) => row.startsWith('listed')),
    );
    expect(rows.filter((row) => /^ran\b/.test(row))).toEqual([]);
  });
});
