import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxKeys } from '../../../src/sandbox/keys.ts';
import { createStoreKey } from '../../../src/sandbox/links/store-keys.ts';
import { findLeaks, type UsedSecret, type Written } from './find-leaks.ts';
import { folderVariable } from './record.ts';

/**
 * Looks, after the last test, through all that the program printed and left in files during the whole
 * run for each secret that any test used. A leak fails the run.
 */
export default async function watchForLeaks(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-leaks-'));
  process.env[folderVariable] = folder;
  return async () => {
    try {
      process.stdout.write(`\n${await failOnLeaks(folder)}\n`);
    } catch (error) {
      // vitest only prints what is thrown here.
      process.exitCode = 1;
      throw error;
    } finally {
      await rm(folder, { recursive: true });
    }
  };
}

/**
 * @returns what was looked at, for people
 * @throws Error naming each leak, and the test in which it was written
 */
export async function failOnLeaks(folder: string): Promise<string> {
  const written = (await read(folder, '.written')) as readonly Written[];
  const used = (await read(folder, '.secrets')) as readonly UsedSecret[];
  const secrets = new Map([...used, ...secretsOfSandbox()].map((each) => [each.value, each]));
  const leaks = findLeaks(written, [...secrets.values()]);
  if (leaks.length === 0) {
    return `none of ${secrets.size} secrets is in any of the ${written.length} texts that were written`;
  }
  const lines = leaks.map(({ where, what }) => `  ${where}\n    ${what}`);
  throw new Error(`secrets were written:\n${[...new Set(lines)].join('\n')}`);
}

/** Known in every run, whether or not a test names them. */
function secretsOfSandbox(): readonly UsedSecret[] {
  const keys = sandboxKeys.flatMap(({ accessKeySecret, securityToken }) =>
    securityToken === undefined ? [accessKeySecret] : [accessKeySecret, securityToken],
  );
  return [...keys, createStoreKey(1).accessKeySecret].map((value) => ({ value, kind: 'key' }));
}

async function read(folder: string, extension: string): Promise<readonly unknown[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(extension));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const lines = new Set(texts.flatMap((text) => text.split('\n').filter((line) => line !== '')));
  return [...lines].map((line) => JSON.parse(line) as unknown);
}
