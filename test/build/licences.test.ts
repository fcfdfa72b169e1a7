import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { listChunkModules } from '../helpers/loaded-files.ts';

const free = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'MPL-2.0'];

it('lists the licence of every package in the bundle, and bundles none that forbids it', async () => {
  const text = await readFile(resolve(import.meta.dirname, '../../dist/THIRD-PARTY.txt'), 'utf8');
  const listed = new Map(
    [...text.matchAll(/^-{80}\n(\S+ \S+) \(([^)]+)\)$/gm)].map(([, name, licence]) => [
      name,
      licence,
    ]),
  );
  const bundled = Object.values(listChunkModules())
    .flat()
    .map(({ path }) => /^[^\0].*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  expect(bundled.length).toBeGreaterThan(20);
  const packages = [...new Set(bundled)].map((folder) => {
    const manifest = readFileSync(resolve(folder, 'package.json'), 'utf8');
    const { name, version } = JSON.parse(manifest) as { name: string; version: string };
    return `${name} ${version}`;
  });
  const unfree = packages.filter((each) => !free.includes(listed.get(each) ?? 'not listed'));
  expect(unfree).toEqual([]);
});
