import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { loadPty, runInTerminal } from '../helpers/terminal-screen.ts';

const pty = await loadPty();

/** Says its size whenever it changes, until Ctrl-C. */
const program = `
  const say = () => console.log(process.stdout.columns + 'x' + process.stdout.rows);
  process.stdout.on('resize', say);
  process.on('SIGINT', () => process.exit(7));
  setInterval(() => {}, 1000);
  say();`;

describe.skipIf(typeof pty === 'string')(
  `a program in a pseudo-terminal${typeof pty === 'string' ? ` (skipped: ${pty})` : ''}`,
  () => {
    it('is seen on a screen, through a resize, to its end by Ctrl-C', async () => {
      if (typeof pty === 'string') return;
      const running = runInTerminal(pty, {
        command: [process.execPath, '-e', program],
        cwd: tmpdir(),
        env: { PATH: process.env['PATH'] },
        columns: 60,
        rows: 10,
      });
      await running.screen.waitFor((rows) => rows.includes('60x10'));
      await running.resize(40, 12);
      await running.screen.waitFor((rows) => rows.includes('40x12'));
      running.type('\u0003');
      expect((await running.exited).exitCode).toBe(7);
    });
  },
);
