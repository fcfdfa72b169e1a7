import { homedir, tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Context } from './base/context.ts';

const clock: Clock = {
  now: () => Date.now(),
  async sleep(ms, { signal } = {}) {
    signal?.throwIfAborted();
    const longest = 2 ** 31 - 1;
    try {
      await sleep(Math.min(ms, longest), undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};

/** The world as it is: this process's streams, environment, clock and folders. */
export function createSystemContext(signal: AbortSignal): Context {
  const { env } = process;
  return {
    streams: { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr },
    env,
    cwd: process.cwd(),
    directories: {
      home: homedir(),
      config: env['SIEM_EXPORT_CONFIG_DIR'] || undefined,
      temporary: tmpdir(),
    },
    clock,
    random: Math.random,
    signal,
  };
}
