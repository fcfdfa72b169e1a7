import { readFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../src/base/version.ts';

const source = resolve(import.meta.dirname, '../src');

/** The floors, lowest first: a file imports from its own folder and from lower floors only. */
const floors = [
  ['base'],
  ['signing', 'network', 'waiter'],
  ['api', 'transfer', 'workbook', 'settings', 'credentials'],
  ['operations', 'sandbox'],
  ['terminal'],
  ['commands', 'library'],
  ['.'],
];

/** Packages that belong to certain folders. */
const homes: Readonly<Record<string, readonly string[]>> = {
  got: ['network'],
  'http-proxy-agent': ['network'],
  'https-proxy-agent': ['network'],
  commander: ['commands'],
  ora: ['terminal'],
  chalk: ['terminal'],
  'cli-progress': ['terminal'],
  '@jmespath-community/jmespath': ['terminal'],
  conf: ['settings'],
  '@alicloud/credentials': ['credentials'],
};

const files = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.ts'));
const texts = new Map(
  await Promise.all(
    files.map(async (name) => [name, await readFile(join(source, name), 'utf8')] as const),
  ),
);

describe('the architecture', () => {
  it('has every folder on a floor', () => {
    expect([...new Set(files.map(folderOf))].sort()).toEqual(floors.flat().sort());
  });

  it('lets a file import from its own folder and lower floors only', () => {
    const upward = imports().filter(({ from, to }) => {
      const target = resolve(source, dirname(from), to);
      if (!to.startsWith('.') || folderOf(from) === folderOf(relative(source, target)))
        return false;
      return floorOf(from) <= floorOf(relative(source, target));
    });
    expect(upward).toEqual([]);
  });

  it('lets a room of transfer import from the rooms below it only', () => {
    const rooms = ['store', 'fetch', 'file'].map((room) => join('transfer', room));
    const roomOf = (path: string): number => rooms.indexOf(dirname(path));
    const upward = imports().filter(({ from, to }) => {
      const target = relative(source, resolve(source, dirname(from), to));
      return to.startsWith('.') && roomOf(from) >= 0 && roomOf(target) > roomOf(from);
    });
    expect(upward).toEqual([]);
  });

  it('keeps each given package in the folder that it is for', () => {
    const strayed = imports().filter(({ from, to }) => {
      const allowed = homes[packageOf(to)];
      return allowed !== undefined && !allowed.includes(folderOf(from));
    });
    expect(strayed).toEqual([]);
  });

  // The time limits of a connection, in network, are got's and AbortSignal.timeout's: of wall time on purpose.
  // The owner of a file is compared with the user of this process where the file is opened.
  it('touches the process, the wall clock and timers in four files alone', () => {
    const world =
      /\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bset(?:Timeout|Interval|Immediate)\(|\bMath\.random\b|import \{ (?!constants \})[^}]*\} from 'node:os'|from 'node:timers/;
    const touching = [...texts].filter(([, text]) => world.test(withoutComments(text)));
    expect(touching.map(([name]) => name).sort()).toEqual([
      'base/plain-file.ts',
      'print.ts',
      'process-environment.ts',
      'program-context.ts',
    ]);
  });

  it('has no folder of odds and ends', () => {
    expect(files.filter((name) => /(?:^|\/)(?:utils?|helpers?|common)\//.test(name))).toEqual([]);
  });

  it('says usage errors of commands in every language', () => {
    const inOne = [...texts].filter(([name, text]) => {
      return folderOf(name) === 'commands' && /new UsageError\(\s*['"`]/.test(text);
    });
    expect(inOne.map(([name]) => name)).toEqual([]);
  });

  it('has no import cycle', () => {
    const graph = new Map<string, string[]>();
    for (const { from, to } of imports()) {
      if (!to.startsWith('.')) continue;
      const target = relative(source, resolve(source, dirname(from), to));
      graph.set(from, [...(graph.get(from) ?? []), target]);
    }
    expect(files.flatMap((name) => cycleFrom(name, graph))).toEqual([]);
  });

  it('has one version', () => {
    const manifest = JSON.parse(readFileSync(resolve(source, '../package.json'), 'utf8')) as {
      version: string;
    };
    expect(version).toBe(manifest.version);
  });
});

function imports(): { from: string; to: string }[] {
  return [...texts].flatMap(([from, text]) =>
    [...text.matchAll(/(?:\bfrom|\bimport\(?)\s*'([^']+)'/g)].map(([, to = '']) => ({ from, to })),
  );
}

function folderOf(name: string): string {
  const [first = '', ...rest] = name.split(sep);
  return rest.length === 0 ? '.' : first;
}

function floorOf(name: string): number {
  return floors.findIndex((folders) => folders.includes(folderOf(name)));
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

function cycleFrom(start: string, graph: ReadonlyMap<string, string[]>): string[] {
  const seen = new Set<string>();
  const visit = (name: string): boolean =>
    (graph.get(name) ?? []).some((next) => {
      if (next === start) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return visit(next);
    });
  return visit(start) ? [start] : [];
}
