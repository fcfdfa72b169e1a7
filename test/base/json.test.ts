import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJson, isJsonObject, numberText, parseJson } from '../../src/base/json.ts';

describe('parseJson', () => {
  it.each(['{"Id":9007199254740993}', '{"Id":400185,"Progress":66}', '{"a":1.0,"b":[1e400,-0]}'])(
    'gives back every number as it was written: %s',
    (text) => {
      expect(formatJson(parseJson(text))).toBe(text);
    },
  );

  it('keeps numbers wherever they stand, whatever the text around them looks like', () => {
    const number = fc.oneof(
      fc.integer().map(String),
      fc.bigInt().map(String),
      fc.constantFrom('-0', '0', '1.0', '1e3', '1E400', '-12.50', '9007199254740993', '0.1'),
    );
    const space = fc.constantFrom('', ' ', '\n\t ');
    fc.assert(
      fc.property(number, fc.string(), space, (written, text, gap) => {
        const other = JSON.stringify(text);
        const json = `{"a":${gap}${written}${gap},${gap}"b":[${other},${gap}${written}]}`;
        const expected = `{"a":${written},"b":[${formatJson(text)},${written}]}`;
        expect(formatJson(parseJson(json))).toBe(expected);
      }),
    );
  });

  it('escapes what a terminal would act on, and keeps its value', () => {
    const text = 'a\u009b31m\u202e\u2028\u007f告警😀';
    const json = formatJson({ text });
    expect(json).toBe('{"text":"a\\u009b31m\\u202e\\u2028\\u007f告警😀"}');
    expect(parseJson(json)).toEqual({ text });
  });

  it('agrees with the platform on all other JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(formatJson(parseJson(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('reports what is not JSON as a SyntaxError', () => {
    expect(() => parseJson('<html>')).toThrow(SyntaxError);
    expect(() => parseJson('')).toThrow(SyntaxError);
  });
});

describe('isJsonObject', () => {
  it('takes objects, and neither lists nor numbers that keep their text', () => {
    expect(isJsonObject(parseJson('{}'))).toBe(true);
    for (const text of ['[]', 'null', '1', '9007199254740993', '"a"', 'true']) {
      expect(isJsonObject(parseJson(text))).toBe(false);
    }
  });
});

describe('numberText', () => {
  it.each([
    ['66', '66'],
    ['"66"', '66'],
    ['9007199254740993', '9007199254740993'],
    ['" 12 "', '12'],
    ['"soon"', undefined],
    ['null', undefined],
    ['[1]', undefined],
  ])('reads %s as %s', (json, text) => {
    expect(numberText(parseJson(json))).toBe(text);
  });
});
