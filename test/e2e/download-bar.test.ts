import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanEnvironment, makeFolder, program } from '../helpers/built-program.ts';
import { loadPty, runInTerminal } from '../helpers/terminal-screen.ts';

const pty = await loadPty();
const reason = typeof pty === 'string' ? ` (skipped: ${pty})` : '';
/** Two seconds of download. */
const scenario = {
  tasks: [{ id: 200_013, durationMs: 0, sizeBytes: 1_000_000 }],
  faults: [{ on: 'store', bytesPerSecond: 500_000 }],
};

describe.skipIf(typeof pty === 'string')(`the bar of a download${reason}`, () => {
  it.each([
    ['into a file', '', /✔ 200013 {2}event_\S+ {2}1(\.\d+)? MB {2}verified \(crc64\)/],
    ['into a pipe', '-o - | wc -c', /^\d{7}$/m],
  ])('shows bytes, rate and time left: %s', async (_, flags, end) => {
    if (typeof pty === 'string') return;
    const cwd = await makeFolder();
    const file = join(cwd, 'slow.json');
    await writeFile(file, JSON.stringify(scenario));
    const inShell = `'${program.join("' '")}' download 200013 ${flags}`;
    const running = runInTerminal(pty, {
      command: [...program, 'sandbox', '--scenario', file, '--', 'sh', '-c', inShell],
      ...{ columns: 100, rows: 24, cwd },
      env: cleanEnvironment(cwd),
    });
    const bar = /^200013 {2}↓ +[\d.]+ [kM]?B of 1(\.\d+)? MB {2} *[\d.]+ kB\/s {2}about 0:0\d left/;
    await running.screen.waitFor((rows) => rows.some((row) => bar.test(row)));
    expect((await running.exited).exitCode).toBe(0);
    const rows = await running.screen.allRows();
    expect(rows.join('\n')).toMatch(end);
    expect(rows.join('\n')).not.toContain('↓');
  });
});
