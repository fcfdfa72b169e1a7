import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { listChunkModules } from '../helpers/loaded-files.ts';

const free = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'MPL-2.0'];

it('lists the licence of every package in the bundle, and bundles none that forbids it', async () => {
  const text = await readFile(resolve(import.meta.dirname, '../../dist/THIRD-PARTY.txt'), 'utf8');
  const listed = new Map(
    [...text.matchAll(/^-{80}\n(\S+) \S+ \(([^)]+)\)$/gm)].map(([, name, licence]) => [
      name,
      licence,
    ]),
  );
  const bundled = Object.values(listChunkModules())
    .flat()
    .map(({ name }) => /^(?!src\/|rolldown|stub:|\0)(?:@[^/]+\/)?[^/]+(?=\/)/.exec(name)?.[0])
    .filter((name) => name !== undefined);
  expect(bundled.length).toBeGreaterThan(20);
  for (const name of new Set(bundled)) expect(free).toContain(listed.get(name));
});
