import { homedir, tmpdir } from 'node:os';
import envPaths from 'env-paths';
import type { Clock, Context } from './base/context.ts';
import { UsageError } from './base/errors.ts';
import { exitCodes } from './base/exit-codes.ts';
import { Interruption } from './base/interruption.ts';
import { onAbort } from './base/on-abort.ts';
import { ignoreClosedPipe, print } from './print.ts';

/** Where setTimeout's 32 bits end: longer sleeps are made of several. */
const longestTimerMs = 2 ** 31 - 1;

const clock: Clock = {
  now: () => Date.now(),
  async sleep(ms, { signal } = {}) {
    let left = Math.max(0, ms);
    do {
      signal?.throwIfAborted();
      const part = Math.min(left, longestTimerMs);
      await startTimer(part, signal);
      left -= part;
    } while (left > 0);
  },
};

/** Lighter than that of `node:timers/promises`, for ten thousand may sleep on one signal. */
function startTimer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stopListening?.();
      resolve();
    }, ms);
    const stopListening =
      signal &&
      onAbort(signal, () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
  });
}

/**
 * A terminal sends Ctrl-C to every process in the foreground, and a launcher such as npx sends it
 * on once more: the same signal within this time is the same key press.
 */
const sameSignalMs = 150;

export interface System {
  readonly context: Context;
  /** Takes the signal handlers away. */
  readonly stop: () => void;
}

/** The world as it is: this process's streams, environment, clock, folders and signals. */
export function startSystem(): System {
  const controller = new AbortController();
  let interruptedAt: number | undefined;
  const interrupt = (signalName: NodeJS.Signals): void => {
    if (signalName !== 'SIGINT' && signalName !== 'SIGTERM') return;
    const now = performance.now();
    if (interruptedAt === undefined) {
      interruptedAt = now;
      controller.abort(new Interruption(signalName));
    } else if (now - interruptedAt > sameSignalMs) {
      process.exit(exitCodes[signalName === 'SIGINT' ? 'interrupted' : 'terminated']);
    }
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const statusRequests = watchStatusRequests();
  return {
    context: createContext(controller.signal, statusRequests.listen),
    stop() {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      statusRequests.stop();
    },
  };
}

/** Takes SIGUSR1 over, which would else start the debugger of Node.js; Windows has no such signal. */
function watchStatusRequests() {
  const listeners = new Set<() => void>();
  const callAll = (): void => {
    for (const listener of listeners) listener();
  };
  const isPossible = process.platform !== 'win32';
  if (isPossible) process.on('SIGUSR1', callAll);
  return {
    listen: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    stop() {
      if (isPossible) process.off('SIGUSR1', callAll);
    },
  };
}

/** What the library has of the world: neither streams nor signals. */
export function readSystem(): Pick<Context, 'env' | 'directories' | 'clock' | 'random'> {
  const { env } = process;
  return {
    env,
    directories: {
      home: homedir(),
      config: findConfigFolder(env),
      temporary: tmpdir(),
    },
    clock,
    random: Math.random,
  };
}

function createContext(signal: AbortSignal, onStatusRequest: Context['onStatusRequest']): Context {
  return {
    ...readSystem(),
    // Node builds each of them when it is first looked at.
    streams: {
      get stdin() {
        return process.stdin;
      },
      get stdout() {
        return ignoreClosedPipe(process.stdout);
      },
      print,
      get stderr() {
        return ignoreClosedPipe(process.stderr);
      },
    },
    get cwd() {
      return findWorkingFolder();
    },
    signal,
    onStatusRequest,
    keepHeapSmall,
    runtime: `Node.js ${process.version}, ${process.platform} ${process.arch}`,
    self: [process.execPath, ...process.execArgv, ...process.argv.slice(1, 2)],
  };
}

/**
 * V8 lets a heap grow to four times of what lives in it before it collects the rest, and leaves the holes in
 * it. It looks at both flags with each collection, so that they may be set at any time; Node.js 20 to 26 know
 * them.
 */
async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--heap-growing-percent=30');
  setFlagsFromString('--optimize-for-size');
}

/** @throws UsageError where somebody has deleted the folder that the program was started in */
function findWorkingFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageError(
      {
        en: 'the working folder does not exist any more',
        zh: '当前工作目录已不存在',
      },
      {
        hint: {
          en: 'Change into a folder that exists, and run the command again.',
          zh: '请切换到一个存在的目录，再重新运行该命令。',
        },
      },
    );
  }
}

function findConfigFolder(env: NodeJS.ProcessEnv): string {
  const chosen = env['SIEM_EXPORT_CONFIG_DIR'] ?? '';
  return chosen === '' ? envPaths('siem-export', { suffix: '' }).config : chosen;
}
