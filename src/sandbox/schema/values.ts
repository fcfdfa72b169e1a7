import * as v from 'valibot';
import { isDigits } from '../../base/digits.ts';
import { isJsonObject, numberText, type JsonValue } from '../../base/json.ts';
import { allowed } from './allowed.ts';

/*
 * The message of a schema says what is allowed: parseScenario puts file, key and value before it.
 */

/** A 64-bit id, as a number or as a string of digits; becomes a string of digits. */
export const digits = v.pipe(
  v.custom<number | string>(
    (value) => isDigits(numberText(value as JsonValue) ?? ''),
    allowed(
      'a positive 64-bit integer, as a number or as a string',
      '64 位正整数，数字或字符串均可',
    ),
  ),
  v.transform((value) => numberText(value) ?? ''),
);

export const milliseconds = wholeNumber(
  0,
  allowed('a whole number of milliseconds, 0 or more', '整数毫秒，不小于 0'),
);
export const byteCount = wholeNumber(
  0,
  allowed('a whole number of bytes, 0 or more', '整数字节，不小于 0'),
);
export const flag = v.literal(true, 'true');
export const text = v.string(allowed('a text', '一段文本'));

/** @param message what to say where a value is none */
export function wholeNumber(
  least: number,
  message = allowed(`a whole number, ${least} or more`, `整数，不小于 ${least}`),
  most = Number.MAX_SAFE_INTEGER,
): v.GenericSchema<number> {
  return v.custom<number>(
    (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
    message,
  );
}

/** One of some words. */
export function word<const T extends readonly string[]>(words: T): v.GenericSchema<T[number]> {
  return v.picklist(words, words.join(', '));
}

/** An object with these keys and no others. */
export function fields<T extends v.ObjectEntries>(entries: T) {
  const keys = Object.keys(entries).join(', ');
  const message = allowed(`an object with ${keys}`, `含有 ${keys} 的对象`);
  const schema = v.strictObject(entries, message);
  // A list counts as an object without keys there.
  return v.pipe(v.custom<v.InferInput<typeof schema>>(isJsonObject, message), schema);
}
