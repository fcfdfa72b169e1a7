import { LosslessNumber, parse, stringify } from 'lossless-json';

export type JsonValue =
  string | number | bigint | boolean | null | LosslessNumber | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/** A number that a float writes back as it was read; else what keeps its text. */
function parseNumber(text: string): number | LosslessNumber {
  const value = Number(text);
  return String(value) === text ? value : new LosslessNumber(text);
}

/** Where a float could lose something: 16 digits or more, a fraction, an exponent, `-0`. May stand in a text, too. */
const needsCare = /(?:^|[:,[])\s*(?:-0|-?\d{16}|-?\d+[.eE])/;

/**
 * JSON in which every number keeps its value: 64-bit ids come back as they were written. Where no number
 * needs that, the platform reads it: it is faster, and leaves far less behind.
 * @throws SyntaxError when `text` is not JSON
 */
export function parseJson(text: string): JsonValue {
  if (!needsCare.test(text)) return JSON.parse(text) as JsonValue;
  return parse(text, undefined, { parseNumber }) as JsonValue;
}

/** What JSON lets stand in a text, and a terminal may act on: C1 controls, separators of lines, marks of direction. */
const actedOn = /[\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Compact JSON, or indented by two spaces. No control characters but line ends: they are escaped. */
export function formatJson(value: unknown, layout: 'compact' | 'indented' = 'compact'): string {
  const text = stringify(value, undefined, layout === 'indented' ? 2 : undefined) ?? 'null';
  return text.replace(actedOn, (symbol) => {
    return `\\u${symbol.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof LosslessNumber)
  );
}

/** A JSON number, or a string that holds one, as its decimal text: `"66"` and `66` are the same. */
export function numberText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof LosslessNumber) return value.toString();
  if (typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value)) return value.trim();
  return undefined;
}
