import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './documents.ts';

const english = 'README.md';
const chinese = 'README.zh-CN.md';
const read = (name: string): string => readFileSync(resolve(root, name), 'utf8');

/** What does not depend on the language; each list in the order of the page. */
function describePage(text: string) {
  const find = (pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map(([, found = '']) => found.trim().replace(/\s+/g, ' '));
  return {
    headings: find(/^(#+) /gm),
    // Without what a comment says.
    commands: find(/^ {4}(.*?)(?: +# .*)?$/gm),
    exitCodes: find(/^\| (\d[\d,、 ]*?) +\|/gm).map((codes) => codes.replace('、', ', ')),
    tableRows: text.match(/^\|.*\|$/gm)?.length,
    code: find(/`([^`]+)`/g).sort(),
    links: find(/\]\(([^)]+)\)/g)
      .filter((link) => link !== english && link !== chinese)
      .map((link) => link.replace('docs/zh/', 'docs/')),
  };
}

describe('README.zh-CN.md', () => {
  it('has the headings, commands, codes, tables and links of README.md', () => {
    expect(describePage(read(chinese))).toEqual(describePage(read(english)));
  });

  it('and README.md lead to each other at the top', () => {
    const top = (name: string): string => read(name).split('\n').slice(0, 4).join('\n');
    expect(top(english)).toContain(`(${chinese})`);
    expect(top(chinese)).toContain(`(${english})`);
  });
});
