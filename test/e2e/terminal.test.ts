import { describe, expect, it } from 'vitest';
import { cleanEnvironment, makeFolder, program } from '../helpers/built-program.ts';
import { loadPty, runInTerminal } from '../helpers/terminal-screen.ts';

const pty = await loadPty();
const reason = typeof pty === 'string' ? ` (skipped: ${pty})` : '';
const command = [...program, 'sandbox', '--', 'siem-export', 'wait', '200013', '--download'];

describe.skipIf(typeof pty === 'string')(`a real terminal${reason}`, () => {
  it('gives the cursor back after Ctrl-C in mid-wait, and says how to go on', async () => {
    if (typeof pty === 'string') return;
    const cwd = await makeFolder();
    const running = runInTerminal(pty, {
      ...{ command, columns: 80, rows: 24, cwd },
      env: cleanEnvironment(cwd),
    });
    await running.screen.waitFor((rows) => rows.some((row) => row.includes('░')));
    running.type('\u0003');
    expect((await running.exited).exitCode).toBe(130);
    expect(await running.screen.isCursorVisible()).toBe(true);
    const rows = await running.screen.allRows();
    expect(rows.at(-1)).toBe('siem-export wait 200013 --download');
    expect(rows.join('\n')).not.toContain('░');
  });
});
