import {
  compile,
  getRegisteredFunctions,
  registerFunction,
  tokenize,
  TreeInterpreter,
  TYPE_ANY,
} from '@jmespath-community/jmespath';
import { LosslessNumber } from 'lossless-json';
import { UsageError } from '../../base/errors.ts';
import { formatJson, isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { texts } from './texts.ts';

/** Applies a query to an object. @throws UsageError where the query does not fit the object */
export type Query = (object: JsonObject) => JsonValue;

// The library's own knows no bigint.
registerFunction(
  'to_string',
  ([value]) => (typeof value === 'string' ? value : formatJson(value)),
  [{ types: [TYPE_ANY] }],
  { override: true },
);

/**
 * A JMESPath expression, ready to be applied.
 * @throws UsageError that says from where on it can't be read, or which function does not exist
 */
export function compileQuery(expression: string): Query {
  const shown = JSON.stringify(expression);
  const tree = compileTree(expression);
  const unknown = findCalls(tree).find((name) => !getRegisteredFunctions().includes(name));
  if (unknown !== undefined) {
    const names = getRegisteredFunctions().sort().join(', ');
    throw new UsageError(texts.noFunction(shown, unknown), { hint: texts.functions(names) });
  }
  return (object) => {
    try {
      return search(tree, toQueryable(object)) as JsonValue;
    } catch (error) {
      const why = toPlainText(error instanceof Error ? error.message : String(error));
      throw new UsageError(texts.queryFailed(shown, why));
    }
  };
}

type Tree = ReturnType<typeof compile>;

/** The library's type of values lacks bigint, which passes through it. */
const search: (tree: Tree, value: unknown) => unknown = (tree, value) =>
  TreeInterpreter.search(tree, value as never);

function compileTree(expression: string): Tree {
  try {
    return compile(expression);
  } catch {
    const shown = JSON.stringify(expression);
    const at = findBreak(expression);
    const rest = JSON.stringify(expression.slice(at, at + 20));
    throw new UsageError(
      at < expression.length ? texts.queryBroken(shown, at + 1, rest) : texts.queryCut(shown),
    );
  }
}

/** The library does not tell where: the first token that no beginning of an expression can have there. */
function findBreak(expression: string): number {
  const legible = findLegible(expression);
  const starts = tokenize(expression.slice(0, legible)).map(({ start }) => start);
  const broken = starts.findIndex((_, index) => {
    const end = starts[index + 1] ?? legible;
    return !canGoOn(expression.slice(0, end));
  });
  return starts[broken] ?? legible;
}

/** The length of the longest beginning that consists of whole tokens. */
function findLegible(expression: string): number {
  for (let length = expression.length; length > 0; length -= 1) {
    try {
      tokenize(expression.slice(0, length));
      return length;
    } catch {
      // Not yet.
    }
  }
  return 0;
}

/** Whether it is an expression, or lacks something at its end. */
function canGoOn(beginning: string): boolean {
  try {
    compile(beginning);
    return true;
  } catch (error) {
    return error instanceof Error && /\bEOF\b/.test(error.message);
  }
}

function findCalls(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, name } = node as { readonly type?: unknown; readonly name?: unknown };
  const own = type === 'Function' && typeof name === 'string' ? [name] : [];
  if (type === 'Literal') return [];
  return [...own, ...Object.values(node).flatMap(findCalls)];
}

/** Numbers as the library knows them; those that a float does not hold stay what they are, to be picked out. */
function toQueryable(value: unknown): unknown {
  if (value instanceof LosslessNumber) return toNumber(value);
  if (Array.isArray(value)) return value.map(toQueryable);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toQueryable(each)]));
}

function toNumber(lossless: LosslessNumber): number | bigint | LosslessNumber {
  const written = lossless.toString();
  if (/^-?\d+$/.test(written)) {
    const number = Number(written);
    return Number.isSafeInteger(number) ? number : BigInt(written);
  }
  const value = Number(written);
  return Number.isFinite(value) ? value : lossless;
}
