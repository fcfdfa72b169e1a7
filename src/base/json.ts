import { LosslessNumber, parse, stringify } from 'lossless-json';
import { texts } from './texts.ts';
import type { Localized } from './ui-language.ts';

export type JsonValue =
  string | number | bigint | boolean | null | LosslessNumber | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/** The text is not JSON. Says where, and quotes nothing: the text may be secret. */
export class JsonError extends SyntaxError {
  readonly reason: Localized;

  constructor(reason: Localized) {
    super(reason.en);
    this.reason = reason;
  }
}

/** A plain number if a float keeps its text; otherwise a LosslessNumber. */
function parseNumber(text: string): number | LosslessNumber {
  const value = Number(text);
  return String(value) === text ? value : new LosslessNumber(text);
}

/** Numbers that a float may not keep: 16 digits or more, a fraction, an exponent, `-0`. Strings may match, too. */
const needsCare = /(?:^|[:,[])\s*(?:-0|-?\d{16}|-?\d+[.eE])/;

/**
 * Parses JSON without losing digits: 64-bit ids keep every digit. If no number needs that, `JSON.parse` is
 * used, which is faster and allocates far less. If a name occurs twice, the last value wins.
 * @throws JsonError when `json` is not JSON, or is nested deeper than 200 levels
 */
export function parseJson(json: string): JsonValue {
  if (isTooDeep(json)) throw new JsonError(texts.tooDeep(maxDepth));
  try {
    if (!needsCare.test(json)) return JSON.parse(json) as JsonValue;
    return parse(json, undefined, {
      parseNumber,
      onDuplicateKey: ({ newValue }) => newValue,
    }) as JsonValue;
  } catch (error) {
    throw toJsonError(error as Error, json);
  }
}

const maxDepth = 200;

/** A recursive parser overflows the stack at some depth. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let index = 0; index < text.length; index++) {
    const symbol = text[index];
    if (symbol === '"') isText = !isText;
    else if (isText) index += symbol === '\\' ? 1 : 0;
    else if (symbol === '[' || symbol === '{') depth++;
    else if (symbol === ']' || symbol === '}') depth--;
    if (depth > maxDepth) return true;
  }
  return false;
}

/** The parsers put the position at the end of their messages, or omit it. Line and column count from 1. */
function toJsonError({ message }: Error, json: string): JsonError {
  const [, position] = /at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message) ?? [];
  if (position === undefined) return new JsonError(texts.notJson);
  const before = json.slice(0, Number(position)).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new JsonError(texts.notJsonAt(before.length, column));
}

/** What JSON lets stand in a text, and a terminal may act on: C1 controls, separators of lines, marks of direction, invisible characters. */
const actedOn = /[\u007f-\u009f\u2028\u2029\ufff9-\ufffb\p{Default_Ignorable_Code_Point}]/gu;

/** Compact JSON, or indented by two spaces. No control characters but line ends: they are escaped. */
export function formatJson(value: unknown, layout: 'compact' | 'indented' = 'compact'): string {
  const text = stringify(value, undefined, layout === 'indented' ? 2 : undefined) ?? 'null';
  return text.replace(actedOn, (symbol) =>
    symbol
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof LosslessNumber)
  );
}

/** A JSON number, or a string that contains one, as decimal text: `"66"` and `66` are the same. */
export function numberText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof LosslessNumber) return value.toString();
  if (typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value)) return value.trim();
  return undefined;
}
