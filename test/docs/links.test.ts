import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, readDocuments, root, withoutCodeBlocks } from './documents.ts';

const documents = await readDocuments();
const texts = new Map(documents.map(({ path, text }) => [path, withoutCodeBlocks(text)]));

describe('the links of the documents', () => {
  it.each(documents.map(({ path }) => path))('of %s lead to what is there', (path) => {
    const broken = linksOf(texts.get(path) ?? '').filter((link) => !leadsSomewhere(link, path));
    expect(broken).toEqual([]);
  });

  it('reach every page from the README', () => {
    const reached = new Set<string>();
    const visit = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const link of linksOf(texts.get(path) ?? '')) visit(targetOf(link, path).file);
    };
    visit('README.md');
    expect([...texts.keys()].filter((path) => !reached.has(path))).toEqual([]);
  });
});

it.each(documents)('the files that $path names are there', ({ path, text }) => {
  const named = codeOf(text).filter((code) => isPath.test(code) && !/[A-Z]/.test(code));
  const places = [dirname(resolve(root, path)), root, resolve(root, 'src')];
  const missing = named.filter((name) => !places.some((place) => existsSync(resolve(place, name))));
  // What the build makes may not be there yet.
  expect(missing.filter((name) => !name.startsWith('dist'))).toEqual([]);
});

/** A path of this repository: one that begins with a folder of it, or ends as code does. */
const isPath =
  /^(?:(?:src|test|build|docs|bin|schemas|dist)\/[\w./-]*|[\w-]+\/[\w./-]+\.(?:ts|js))$/;

/** Those that lead to another place of the repository. */
function linksOf(text: string): readonly string[] {
  const found = text.replace(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g);
  return [...found].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
}

function targetOf(link: string, from: string): { readonly file: string; readonly anchor: string } {
  const [path = '', anchor = ''] = link.split('#');
  const file = path === '' ? from : relative(root, resolve(root, dirname(from), path));
  return { file, anchor };
}

function leadsSomewhere(link: string, from: string): boolean {
  const { file, anchor } = targetOf(link, from);
  if (!existsSync(resolve(root, file))) return false;
  return anchor === '' || anchorsOf(texts.get(file) ?? '').has(anchor);
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.matchAll(/^#{1,6} (.+)$/gm)) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    let unique = anchor;
    for (let number = 1; anchors.has(unique); number++) unique = `${anchor}-${number}`;
    anchors.add(unique);
  }
  return anchors;
}
