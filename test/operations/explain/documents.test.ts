import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../src/api/error-codes/classify-error.ts';
import type { ErrorCode, Retry } from '../../../src/api/error-codes/error-code.ts';
import { exitCodes, type ExitName } from '../../../src/base/exit-codes.ts';
import { exitExplanations } from '../../../src/operations/explain/exit-explanations.ts';
import { namesOf, toolCodes } from '../../../src/operations/explain/explain.ts';
import type { ToolCode } from '../../../src/operations/explain/tool-code.ts';

const read = (name: string): Promise<string> =>
  readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

/** A section of docs/errors.md as it has to stand there. */
function formatSection(line: ErrorCode | ToolCode): string {
  return [
    `### ${namesOf(line).map(quote).join(', ')}`,
    '',
    `- Meaning: ${line.cause.en}`,
    `- Exit code: ${exitCodes[line.exit]} (${line.exit})`,
    `- Retried: ${'get' in line ? formatRetry(line) : yesOrNo(line.retryable)}`,
    `- What to do: ${line.advice.en}`,
  ].join('\n');
}

const retryWords: Readonly<Record<Retry, string>> = {
  no: 'no',
  yes: 'yes',
  'correct-clock': "once, dated by the service's clock",
  'new-nonce': 'once, with a new nonce',
  'renew-credentials': 'once, with fresh credentials',
};

function formatRetry({ get, create }: ErrorCode): string {
  if (get === create) return retryWords[get];
  return `GetExportTask ${retryWords[get]}, CreateExportTask ${retryWords[create]}`;
}

function yesOrNo(isTrue: boolean): string {
  return isTrue ? 'yes' : 'no';
}

function quote(code: string): string {
  return `\`${code}\``;
}

describe('docs/errors.md', () => {
  it('has a section for every line of the tables, word for word', async () => {
    const sections = splitSections(await read('errors.md'));
    const missing = [...errorCodes, ...toolCodes]
      .map(formatSection)
      .filter((section) => !sections.includes(section));
    expect(missing).toEqual([]);
  });

  it('has no other section', async () => {
    const known = [...errorCodes, ...toolCodes].map(formatSection);
    const sections = splitSections(await read('errors.md'));
    expect(sections.filter((section) => !known.includes(section))).toEqual([]);
    expect(new Set(sections).size).toBe(sections.length);
  });
});

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

/** The sections of third rank, without the headings between them. */
function splitSections(text: string): readonly string[] {
  return text
    .split(/^(?=#{1,3} )/m)
    .filter((section) => section.startsWith('### '))
    .map((section) => section.trim());
}
