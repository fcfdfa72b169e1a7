import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rolldown } from 'rolldown';
import { expect } from 'vitest';
import { createObject, createWorkbook, startStore, type TestStore } from './store-server.ts';

export interface KillRounds {
  /** The bundled downloader. */
  readonly program: string;
  readonly folder: string;
  remove(): Promise<void>;
}

/** Bundles the downloader once, so that it can run in a process of its own. */
export async function prepareKillRounds(): Promise<KillRounds> {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-kill-'));
  const input = resolve(import.meta.dirname, '../bench/download-client.ts');
  const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent' });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'download-client.mjs' });
  await bundle.close();
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return { program: join(folder, 'download-client.mjs'), folder, remove };
}

/** How long the file takes to come. */
export const bodyMs = 1000;
const sizeBytes = 4 * 2 ** 20;

export interface KillOptions {
  /** For each round, from the moment at which the request reaches the store to the kill. */
  readonly delaysMs: readonly number[];
  /** How many rounds run at once: most of their time they wait for the store. */
  readonly parallel: number;
}

/**
 * Kills a download after each of the delays and looks at what is there; then lets one come to its end.
 * @returns how often a later run went on from what a killed one had left
 */
export async function killAndRunAgain(
  { program, folder }: KillRounds,
  { delaysMs, parallel }: KillOptions,
): Promise<number> {
  const workbook = createWorkbook(sizeBytes);
  const arrivals = new Map<string, () => void>();
  const rate = (workbook.length / bodyMs) * 1000;
  const store = await startStore(await createObject(workbook), (_, { url }) => {
    arrivals.get(new URL(url, 'http://x').searchParams.get('Signature') ?? '')?.();
    return { rate };
  });
  const left = delaysMs.map((delayMs, round) => ({ delayMs, token: `round-${round}` }));
  const runRounds = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { delayMs, token } = next;
      const arrived = new Promise<void>((done) => arrivals.set(token, done));
      const download = await mkdtemp(join(folder, 'target-'));
      const path = join(download, 'x.xlsx');
      const args = [program, store.link(token), path];
      await killAfter(
        arrived.then(() => sleep(delayMs)),
        args,
      );
      const content = await readFile(path).catch(() => undefined);
      expect(content?.equals(workbook), `the final name after ${delayMs} ms`).not.toBe(false);
      expect(await runToEnd(args), `the run after ${delayMs} ms`).toBe(0);
      expect((await readFile(path)).equals(workbook), `the file after ${delayMs} ms`).toBe(true);
      expect(await readdir(download), `the folder after ${delayMs} ms`).toEqual(['x.xlsx']);
      await rm(download, { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: parallel }, runRounds));
  return countResumed(store);
}

async function killAfter(moment: Promise<void>, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const closed = once(child, 'close');
  await Promise.race([moment, closed]);
  child.kill('SIGKILL');
  await closed;
}

async function runToEnd(args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'close')) as unknown[];
  return code;
}

function countResumed({ received }: TestStore): number {
  return received.filter(({ headers }) => headers['range'] !== undefined).length;
}
