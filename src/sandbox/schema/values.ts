import * as v from 'valibot';
import { isDigits } from '../../base/digits.ts';
import { isJsonObject, numberText, type JsonValue } from '../../base/json.ts';

/*
 * The message of a schema says what is allowed: parseScenario puts file, key and value before it.
 */

/** A 64-bit id, as a number or as a string of digits; becomes a string of digits. */
export const digits = v.pipe(
  v.custom<number | string>(
    (value) => isDigits(numberText(value as JsonValue) ?? ''),
    'a positive 64-bit integer, as a number or as a string',
  ),
  v.transform((value) => numberText(value) ?? ''),
);

export const milliseconds = wholeNumber(0, 'a whole number of milliseconds, 0 or more');
export const byteCount = wholeNumber(0, 'a whole number of bytes, 0 or more');
export const flag = v.literal(true, 'true');
export const text = v.string('a text');

/** @param allowed what to say where a value is none */
export function wholeNumber(
  least: number,
  allowed = `a whole number, ${least} or more`,
  most = Number.MAX_SAFE_INTEGER,
): v.GenericSchema<number> {
  return v.custom<number>(
    (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
    allowed,
  );
}

/** One of some words. */
export function word<const T extends readonly string[]>(words: T): v.GenericSchema<T[number]> {
  return v.picklist(words, words.join(', '));
}

/** An object with these keys and no others. */
export function fields<T extends v.ObjectEntries>(entries: T) {
  const allowed = `an object with ${Object.keys(entries).join(', ')}`;
  const schema = v.strictObject(entries, allowed);
  // A list counts as an object without keys there.
  return v.pipe(v.custom<v.InferInput<typeof schema>>(isJsonObject, allowed), schema);
}
