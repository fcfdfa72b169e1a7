import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Phrases that read like a riddle or a translation, and what to write. */
const stiff: readonly (readonly [RegExp, string])[] = [
  [/\b(?:and|where|that|which|answers that) (?:is|are) none\b/i, 'is not one'],
  [/\bthere is none\b/i, 'is missing, is absent'],
  [/\bthere is no \w+ but\b/i, 'only'],
  [/\b(?:was|were) to be had\b/i, 'was available'],
  [/\banew\b/i, 'again'],
  [/\b(?:Whoever|whosoever)\b/, 'anyone who'],
  [/\bhold(?:s)? \S+ against\b/i, 'verify'],
  [/\bmend(?:s|ed)?\b/i, 'fix'],
  [/\blacks\b/i, 'has no, is missing'],
  [/\bstands? (?:in the (?:place|way)|beside|there|for itself)\b/i, 'is'],
  [/\bgo(?:es)? before (?:it|them)\b/i, 'overrides'],
  [/\bthe support\b/i, 'support'],
  [/\bsaid once\b/i, 'once'],
];

/** Files and folders that are not in plain words yet. */
const unfinished: readonly string[] = [
  'docs/library-api.md',
  'src/commands/flags/texts.ts',
  'src/index.ts',
  'src/library/own-credentials.ts',
  'src/library/task-options.ts',
  'src/library/watch-task.ts',
  'src/sandbox/http/received-request.ts',
  'src/sandbox/request-log.ts',
  'src/terminal/board/transfer-rate.ts',
  'src/terminal/data/query.ts',
  'src/terminal/diagnosis/describe-check.ts',
  'src/terminal/diagnosis/texts.ts',
  'src/terminal/result-text.ts',
  'src/terminal/style/hyperlink.ts',
  'src/terminal/style/texts.ts',
  'src/workbook/xml-tokens.ts',
];

const sources = readdirSync(resolve(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `src/${name}`);
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(resolve(root, 'docs'), { encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The comments, strings and templates of a source file. */
function readSentences(path: string): readonly string[] {
  const text = readFileSync(resolve(root, path), 'utf8');
  if (!path.endsWith('.ts')) return text.split(/\n{2,}/).map(joinLines);
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const comments = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
    found.push(...comments.map(({ pos, end }) => joinLines(text.slice(pos, end))));
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function joinLines(text: string): string {
  return text.replace(/\s*\n[\s*/]*/g, ' ');
}

describe('a sentence', () => {
  const paths = [...sources, ...pages].filter(
    (path) => !unfinished.some((start) => path.startsWith(start)),
  );

  it('has no phrase that reads stiffly', () => {
    const found = paths.flatMap((path) =>
      [...new Set(readSentences(path))].flatMap((sentence) =>
        stiff
          .filter(([phrase]) => phrase.test(sentence))
          .map(([phrase, better]) => `${path}: ${phrase.source} -> ${better}: ${sentence}`),
      ),
    );
    expect(found).toEqual([]);
  });
});
