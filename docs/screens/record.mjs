import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

const program = fileURLToPath(new URL('../../bin/siem-export.js', import.meta.url));
/** So often the screen is looked at. */
const frameMs = 400;

/**
 * Runs a command in the sandbox, in a pseudo-terminal.
 * @param until the moment to stop at, by the text of the screen; undefined: the end of the command
 * @returns the screens that differ from the one before: `{ atMs, rows }`, each row a list of cells
 */
export async function record({ command, columns, rows, scenario, folder, until }) {
  const file = join(folder, 'scenario.json');
  await writeFile(file, JSON.stringify(scenario));
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const write = (text) => new Promise((done) => terminal.write(text, done));
  await write(`\u001b[32m$\u001b[39m ${command}\r\n`);
  const startedAt = Date.now();
  const child = pty.spawn(
    process.execPath,
    [program, 'sandbox', '--scenario', file, '--', ...command.split(' ')],
    { cols: columns, rows, cwd: folder, env: environment(folder) },
  );
  child.onData((text) => terminal.write(text));
  const exited = new Promise((done) => child.onExit(() => done(true)));
  const frames = [];
  for (let isOver = false; !isOver;) {
    const pause = new Promise((done) => setTimeout(done, frameMs, false));
    isOver = await Promise.race([exited, pause]);
    await write('');
    const cells = readCells(terminal);
    const text = cells.map((row) => row.map(({ chars }) => chars || ' ').join('')).join('\n');
    if (text !== frames.at(-1)?.text)
      frames.push({ atMs: Date.now() - startedAt, text, rows: cells });
    if (until?.(text)) break;
  }
  child.kill();
  return frames;
}

function environment(home) {
  const { PATH, NODE_EXTRA_CA_CERTS = '' } = process.env;
  return { PATH, NODE_EXTRA_CA_CERTS, HOME: home, TERM: 'xterm-256color', LANG: 'en_US.UTF-8' };
}

function readCells(terminal) {
  const { active } = terminal.buffer;
  return Array.from({ length: terminal.rows }, (_, y) => {
    const line = active.getLine(active.baseY + y);
    return Array.from({ length: terminal.cols }, (_, x) => {
      const cell = line.getCell(x);
      return {
        chars: cell.getChars(),
        width: cell.getWidth(),
        colour: cell.isFgPalette() ? cell.getFgColor() : undefined,
        isFaint: Boolean(cell.isDim()),
      };
    });
  });
}
