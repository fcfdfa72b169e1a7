import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { createRaise, type CodeEntry } from '../src/base/raise.ts';

const source = resolve(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('sandbox/'))
  .map((name) => resolve(source, name));
const trees = files.map((file) => [file.slice(source.length + 1), parse(file)] as const);
const codeFiles = files.filter((file) => file.endsWith('/codes.ts'));

interface KnownCode {
  readonly code: string;
  readonly entry: CodeEntry;
  readonly file: string;
}

const known = (await Promise.all(codeFiles.map(readTables))).flat();

/** The codes of each table that a `codes.ts` exports. */
async function readTables(file: string): Promise<readonly KnownCode[]> {
  const exported = Object.values((await import(file)) as Record<string, unknown>);
  return exported
    .filter((value) => typeof value === 'object' && value !== null)
    .flatMap((table) =>
      Object.entries(table as Record<string, unknown>)
        .filter((pair): pair is [string, CodeEntry] => isEntry(pair[1]))
        .map(([code, entry]) => ({ code, entry, file: file.slice(source.length + 1) })),
    );
}

function isEntry(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'exit' in value && 'advice' in value;
}

/** Every string in the program that is a value: not a key, not a type, not compared with anything. */
function findValues(): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && isValue(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  for (const [, tree] of trees) visit(tree);
  return found;
}

function isValue(node: ts.StringLiteral): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return !comparisons.has(parent.operatorToken.kind);
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !ts.isCaseClause(parent) && !ts.isLiteralTypeNode(parent);
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

function parse(file: string): ts.SourceFile {
  const text = ts.sys.readFile(file) ?? '';
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/** Places that make an error without a table, as `file: code`. */
function findUntabled(): readonly string[] {
  const found: string[] = [];
  for (const [name, tree] of trees.filter(([path]) => path !== 'base/errors.ts')) {
    const visit = (node: ts.Node): void => {
      const code = untabledCode(node);
      if (code !== undefined) found.push(`${name}: ${code}`);
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return found;
}

/** The code of `new SiemExportError('Code', …)` or `super('Code', …)`, unless `table.Code` follows it. */
function untabledCode(node: ts.Node): string | undefined {
  const makesError =
    (ts.isNewExpression(node) && node.expression.getText() === 'SiemExportError') ||
    (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword);
  if (!makesError) return undefined;
  const [first, second] = node.arguments ?? [];
  if (first === undefined || second === undefined || !ts.isStringLiteral(first)) return undefined;
  const isTabled = ts.isPropertyAccessExpression(second) && second.name.text === first.text;
  return isTabled ? undefined : first.text;
}

describe('an error code', () => {
  it('is in a table of the folder that raises it', () => {
    expect(known.map(({ code }) => code)).toContain('CreateAnswerLost');
    expect(findUntabled()).toEqual([]);
  });

  it('that its table does not explain does not compile', () => {
    const advice = { en: 'Wait.', zh: '请等待。' };
    const raise = createRaise({
      Late: { exit: 'pending', retryable: true, cause: advice, advice },
    });
    expect(raise('Late').exit).toBe('pending');
    // @ts-expect-error -- the table has no such code
    expect(() => raise('Early')).toThrow(TypeError);
  });

  it('is raised somewhere, unless it is reported by the system or a server', () => {
    const values = findValues();
    const silent = known.filter(
      ({ code, entry }) =>
        entry.isReported !== true && entry.pattern === undefined && !values.has(code),
    );
    expect(silent.map(({ code, file }) => `${file}: ${code}`)).toEqual([]);
  });

  it('is explained in English and Chinese', () => {
    for (const { code, entry } of known) {
      for (const text of [entry.cause, entry.advice]) {
        expect(text.en, code).toMatch(/^[\x20-\x7e]+$/);
        expect(text.zh, code).toMatch(/\p{Script=Han}/u);
      }
    }
  });
});
