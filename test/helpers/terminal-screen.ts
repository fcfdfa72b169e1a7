import headless from '@xterm/headless';
import type * as nodePty from '@lydell/node-pty';
import { onTestFinished } from 'vitest';
import { recordRun } from './leaks/record.ts';
import { MemoryStream } from './memory-streams.ts';

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** A terminal whose screen can be read back. */
export interface TerminalScreen {
  /** Takes what a program writes. */
  write(text: string): void;
  resize(columns: number, rows: number): Promise<void>;
  /** The rows of the screen down to the last that is not empty, without spaces at their ends. */
  rows(): Promise<readonly string[]>;
  /** These, and those that have scrolled away. */
  allRows(): Promise<readonly string[]>;
  /** Whether a row goes on with what did not fit into the one before: on the screen, or anywhere. */
  hasWrappedRows(where?: 'on screen'): Promise<boolean>;
  isCursorVisible(): Promise<boolean>;
  /** Resolves with the rows as soon as they are as expected. */
  waitFor(isExpected: (rows: readonly string[]) => boolean): Promise<readonly string[]>;
}

export function createScreen({ columns, rows }: ScreenSize): TerminalScreen {
  // As a terminal's driver does, each line end goes back to the first column, too.
  const terminal = new headless.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    convertEol: true,
  });
  onTestFinished(() => {
    terminal.dispose();
  });
  const isVisible = watchCursor(terminal);
  const listeners = new Set<() => void>();
  const parsed = (): Promise<void> =>
    new Promise((resolve) => {
      terminal.write('', resolve);
    });
  const read = (from: number): string[] => {
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length - from }, (_, index) =>
      (active.getLine(from + index)?.translateToString(true) ?? '').trimEnd(),
    );
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  };
  const screen: TerminalScreen = {
    write(text) {
      terminal.write(text, () => {
        for (const listener of listeners) listener();
      });
    },
    async resize(newColumns, newRows) {
      await parsed();
      terminal.resize(newColumns, newRows);
    },
    async rows() {
      await parsed();
      return read(terminal.buffer.active.baseY);
    },
    async allRows() {
      await parsed();
      return read(0);
    },
    async hasWrappedRows(where) {
      await parsed();
      const { active } = terminal.buffer;
      const from = where === 'on screen' ? active.baseY : 0;
      return Array.from({ length: active.length - from }, (_, y) => active.getLine(from + y)).some(
        (line) => line?.isWrapped,
      );
    },
    async isCursorVisible() {
      await parsed();
      return isVisible();
    },
    async waitFor(isExpected) {
      for (;;) {
        const changed = new Promise<void>((resolve) => {
          const listener = (): void => {
            listeners.delete(listener);
            resolve();
          };
          listeners.add(listener);
        });
        const shown = await screen.rows();
        if (isExpected(shown)) return shown;
        await changed;
      }
    },
  };
  return screen;
}

function watchCursor(terminal: InstanceType<typeof headless.Terminal>): () => boolean {
  let isVisible = true;
  const watch = (final: 'h' | 'l'): void => {
    terminal.parser.registerCsiHandler({ prefix: '?', final }, (params) => {
      if (params.includes(25)) isVisible = final === 'h';
      return false;
    });
  };
  watch('h');
  watch('l');
  return () => isVisible;
}

/** A terminal stream in memory whose screen can be read back. */
export function createScreenStream(size: ScreenSize): {
  readonly screen: TerminalScreen;
  readonly stream: MemoryStream;
  readonly resize: (columns: number, rows: number) => Promise<void>;
} {
  const screen = createScreen(size);
  const stream = new MemoryStream(size, (text) => {
    screen.write(text);
  });
  return {
    screen,
    stream,
    async resize(columns, rows) {
      await screen.resize(columns, rows);
      stream.resize(columns, rows);
    },
  };
}

/** `@lydell/node-pty`, or the reason why it can't be loaded here. */
export async function loadPty(): Promise<typeof nodePty | string> {
  try {
    return await import('@lydell/node-pty');
  } catch (error) {
    return `no pseudo-terminal here: ${error instanceof Error ? error.message : String(error)}`;
  }
}

export interface TerminalProgram {
  readonly screen: TerminalScreen;
  readonly exited: Promise<{ readonly exitCode: number; readonly signal?: number | undefined }>;
  /** Keys: `\x03` is Ctrl-C. */
  type(keys: string): void;
  kill(signal: string): void;
  resize(columns: number, rows: number): Promise<void>;
}

export interface TerminalProgramOptions extends ScreenSize {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Runs a program in a real pseudo-terminal; what still runs at the end of the test is killed. */
export function runInTerminal(
  pty: typeof nodePty,
  { command: [file = '', ...args], columns, rows, cwd, env }: TerminalProgramOptions,
): TerminalProgram {
  const screen = createScreen({ columns, rows });
  const child: nodePty.IPty = pty.spawn(file, args, { cols: columns, rows, cwd, env });
  let isRunning = true;
  let printed = '';
  const exited = new Promise<{ exitCode: number; signal?: number | undefined }>((resolve) => {
    child.onExit((end) => {
      isRunning = false;
      resolve(end);
    });
  });
  child.onData((text) => {
    printed += text;
    screen.write(text);
  });
  onTestFinished(() => {
    if (isRunning) child.kill('SIGKILL');
    recordRun({ argv: args, env, stdout: '', stderr: printed });
  });
  return {
    screen,
    exited,
    type(keys) {
      child.write(keys);
    },
    kill(signal) {
      child.kill(signal);
    },
    async resize(newColumns, newRows) {
      await screen.resize(newColumns, newRows);
      child.resize(newColumns, newRows);
    },
  };
}
