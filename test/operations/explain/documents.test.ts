import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { exitCodes, type ExitName } from '../../../src/base/exit-codes.ts';
import { exitExplanations } from '../../../src/operations/explain/exit-explanations.ts';

const read = (name: string): Promise<string> =>
  readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

function yesOrNo(isTrue: boolean): string {
  return isTrue ? 'yes' : 'no';
}

function quote(code: string): string {
  return `\`${code}\``;
}

describe('docs/exit-codes.md', () => {
  it('has a row for every exit code, word for word, and no other', async () => {
    const rows = (await read('exit-codes.md'))
      .split('\n')
      .filter((row) => /^\| \d/.test(row))
      .map((row) => row.split('|').map((cell) => cell.trim()));
    const expected = (Object.keys(exitCodes) as ExitName[]).map((name) => {
      const { cause, retryable, advice } = exitExplanations[name];
      const cells = [exitCodes[name], quote(name), cause.en, yesOrNo(retryable), advice.en];
      return ['', ...cells.map(String), ''];
    });
    expect(rows).toEqual(expected);
  });
});
