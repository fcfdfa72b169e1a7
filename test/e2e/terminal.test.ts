import { describe, expect, it } from 'vitest';
import { cleanEnvironment, makeFolder, program } from '../helpers/built-program.ts';
import { loadPty, runInTerminal } from '../helpers/terminal-screen.ts';

const pty = await loadPty();
const reason = typeof pty === 'string' ? ` (skipped: ${pty})` : '';
const command = [...program, 'sandbox', '--', 'siem-export', 'wait', '200013', '--download'];

describe.skipIf(typeof pty === 'string')(`a real terminal${reason}`, () => {
  it.each([60, 80, 140])(
    'shows one bar that fits into %i columns, and what was done in the end',
    async (columns) => {
      if (typeof pty === 'string') return;
      const cwd = await makeFolder();
      const running = runInTerminal(pty, {
        ...{ command, columns, rows: 24, cwd },
        env: cleanEnvironment(cwd),
      });
      const { screen } = running;
      const inWait = await screen.waitFor((rows) => rows.some((row) => /[1-9]\d? %/.test(row)));
      expect(inWait).toHaveLength(1);
      expect(inWait[0]).toMatch(/^200013 {2}█+░+ /);
      expect(await screen.isCursorVisible()).toBe(false);

      expect((await running.exited).exitCode).toBe(0);
      const rows = await screen.allRows();
      expect(await screen.hasWrappedRows()).toBe(false);
      expect(await screen.isCursorVisible()).toBe(true);
      expect(rows[0]).toMatch(/^✔ 200013 {2}event_\d+_\d+\.xlsx/);
      expect(rows.join(' ')).toContain('verified (crc64)');
      expect(rows.join('')).not.toMatch(/[█░↓]/);
    },
  );

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
