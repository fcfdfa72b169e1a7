import { tmpdir } from 'node:os';
import envPaths from 'env-paths';
import type { Context } from './base/context.ts';
import { exitCodes } from './base/exit-codes.ts';
import { InterruptionError } from './base/interruption-error.ts';
import { print, watchStderr, watchStdout } from './print.ts';
import { clock, findHome, withWorkingFolder } from './process-environment.ts';

/**
 * A terminal sends Ctrl-C to every process in the foreground, and a launcher such as npx sends it
 * on once more: the same signal within this time is the same key press.
 */
const sameSignalMs = 150;

export interface ProgramContext {
  readonly context: Context;
  /** Takes the signal handlers away. */
  readonly stop: () => void;
}

/** The world as it is: this process's streams, environment, clock, folders and signals. */
export function startProgramContext(): ProgramContext {
  const controller = new AbortController();
  let interruptedAt: number | undefined;
  const interrupt = (signalName: NodeJS.Signals): void => {
    if (signalName !== 'SIGINT' && signalName !== 'SIGTERM') return;
    const now = performance.now();
    if (interruptedAt === undefined) {
      interruptedAt = now;
      controller.abort(new InterruptionError(signalName));
    } else if (now - interruptedAt > sameSignalMs) {
      end(signalName);
    }
  };
  const end = (signalName: 'SIGINT' | 'SIGTERM'): void => {
    if (process.platform !== 'win32') {
      // process.exit waits for the thread pool, where the read of a pipe may never end; a signal does not.
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      process.once('exit', () => process.kill(process.pid, signalName));
    }
    process.exit(exitCodes[signalName === 'SIGINT' ? 'interrupted' : 'terminated']);
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

function createContext(signal: AbortSignal, onStatusRequest: Context['onStatusRequest']): Context {
  const { env } = process;
  return withWorkingFolder({
    env,
    directories: { home: findHome(), config: findConfigFolder(env), temporary: tmpdir() },
    clock,
    random: Math.random,
    // Node builds each of them when it is first looked at.
    streams: {
      get stdin() {
        return process.stdin;
      },
      get stdout() {
        return watchStdout(process.stdout);
      },
      print,
      get stderr() {
        return watchStderr(process.stderr);
      },
    },
    signal,
    onStatusRequest,
    keepHeapSmall,
    runtime: `Node.js ${process.version}, ${process.platform} ${process.arch}`,
    programCommand: [process.execPath, ...process.execArgv, ...process.argv.slice(1, 2)],
  });
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

function findConfigFolder(env: NodeJS.ProcessEnv): string {
  const chosen = env['SIEM_EXPORT_CONFIG_DIR'] ?? '';
  return chosen === '' ? envPaths('siem-export', { suffix: '' }).config : chosen;
}
