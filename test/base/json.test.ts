import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJson, isJsonObject, numberText, parseJson } from '../../src/base/json.ts';

describe('parseJson', () => {
  it.each(['{"Id":9007199254740993}', '{"Id":400185,"Progress":66}', '{"a":1.0,"b":[1e400,-0]}'])(
    'keeps every number as it was written: %s',
    (text) => {
      expect(formatJson(parseJson(text))).toBe(text);
    },
  );

  it('keeps numbers anywhere in any JSON', () => {
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

  /** The number requires the slower parser. */
  const careful = ['1', '9007199254740993'];

  it.each(careful)('takes the last of two values with the same name (beside %s)', (number) => {
    expect(parseJson(`{"a":${number},"b":1,"b":2}`)).toMatchObject({ b: 2 });
  });

  it.each(careful)('rejects JSON that is nested too deep (around %s)', (number) => {
    const nest = (depth: number) => `${'['.repeat(depth)}${number}${']'.repeat(depth)}`;
    expect(formatJson(parseJson(nest(200)))).toBe(nest(200));
    for (const depth of [201, 20_000]) expect(() => parseJson(nest(depth))).toThrow(SyntaxError);
    const text = JSON.stringify({ text: '\\"[{'.repeat(300) });
    expect(formatJson(parseJson(text))).toBe(text);
  });

  it.each([
    ['{"a":', '}'],
    ['[', ']'],
  ])('counts the levels of %s', (open, close) => {
    const nest = (levels: number): string => `${open.repeat(levels)}1${close.repeat(levels)}`;
    expect(() => parseJson(nest(200))).not.toThrow();
    expect(() => parseJson(nest(201))).toThrow('nested deeper than 200 levels');
  });

  it('accepts and rejects the same texts with both parsers', () => {
    const token = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      'null',
      ' ',
      '"',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.array(token).map((all) => all.join('')),
        ),
        (text) => {
          const read = (json: string) => {
            try {
              return formatJson(parseJson(json));
            } catch (error) {
              expect(error).toBeInstanceOf(SyntaxError);
              return undefined;
            }
          };
          const platform = read(`[1,${text}]`);
          const expected = platform?.replace('[1,', '[9007199254740993,');
          expect(read(`[9007199254740993,${text}]`)).toBe(expected);
        },
      ),
    );
  });

  it.each(careful)('quotes nothing of a text that is not JSON (beside %s)', (number) => {
    for (const text of ['TheSecret', `[${number},TheSecret`, `{"a":${number},"TheSecret`]) {
      const fail = () => parseJson(text);
      expect(fail).toThrow(SyntaxError);
      expect(fail).not.toThrow(/TheS|Secret|T'/);
    }
  });

  it('reports what is not JSON as a SyntaxError', () => {
    expect(() => parseJson('<html>')).toThrow(SyntaxError);
    expect(() => parseJson('')).toThrow(SyntaxError);
  });
});

describe('isJsonObject', () => {
  it('accepts objects, but neither arrays nor lossless numbers', () => {
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
