import * as v from 'valibot';
import { isDigits } from '../../base/digits.ts';
import { isJsonObject, numberText, type JsonValue } from '../../base/json.ts';
import type { Localized } from '../../base/ui-language.ts';

const chinese = new Map<string, string>();

/**
 * What a schema allows, in both languages. parseScenario adds file, key and value. A schema carries one
 * text only, the English one; `describeAllowed` finds the other by it.
 */
export function allowed(en: string, zh: string): string {
  chinese.set(en, zh);
  return en;
}

/** @param message of a schema; one that lists literal words is the same in both languages */
export function describeAllowed(message: string): Localized {
  return { en: message, zh: chinese.get(message) ?? message };
}

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
export const elements = v.custom<object>(
  isJsonObject,
  allowed('an object of response elements', '由响应元素组成的对象'),
);
export const text = v.string(allowed('a text', '文本'));

/** @param message what is allowed */
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
