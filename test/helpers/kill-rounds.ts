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

/** Bundles the downloader, so that it can run in a process of its own. */
export async function prepareKillRounds(): Promise<KillRounds> {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-kill-'));
  const input = resolve(import.meta.dirname, '../bench/download-client.ts');
  const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent' });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'download-client.mjs' });
  await bundle.close();
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return { program: join(folder, 'download-client.mjs'), folder, remove };
}

/** The file takes a second to come: this many bytes, at as many a second. */
const sizeBytes = 6 * 2 ** 20;

/**
 * Kills a download after each of the delays and looks at what is there; then lets one come to its end.
 * @param delaysMs from the start of a process to its end
 * @returns how often a later run went on from what a killed one had left
 */
export async function killAndRunAgain(
  { program, folder }: KillRounds,
  delaysMs: Iterable<number>,
): Promise<number> {
  const workbook = createWorkbook(sizeBytes);
  const store = await startStore(await createObject(workbook), () => ({ rate: sizeBytes }));
  for (const delayMs of delaysMs) {
    const download = await mkdtemp(join(folder, 'target-'));
    const path = join(download, 'x.xlsx');
    await killAfter(delayMs, [program, store.link(), path]);
    const content = await readFile(path).catch(() => undefined);
    expect(content?.equals(workbook), `the final name after ${delayMs} ms`).not.toBe(false);
    expect(await runToEnd([program, store.link(), path]), `the run after ${delayMs} ms`).toBe(0);
    expect((await readFile(path)).equals(workbook), `the file after ${delayMs} ms`).toBe(true);
    expect(await readdir(download)).toEqual(['x.xlsx']);
    await rm(download, { recursive: true });
  }
  return countResumed(store);
}

async function killAfter(delayMs: number, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const closed = once(child, 'close');
  await Promise.race([sleep(delayMs), closed]);
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
