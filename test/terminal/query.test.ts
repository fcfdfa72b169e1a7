import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { formatJson, parseJson, type JsonObject } from '../../src/base/json.ts';
import { createObjectText } from '../../src/terminal/data/object-text.ts';
import { compileQuery } from '../../src/terminal/data/query.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';
import { startReporter } from './start-reporter.ts';

function pick(json: string, query: string): unknown {
  return compileQuery(query)(parseJson(json) as JsonObject);
}

describe('a query', () => {
  it('sees numbers as numbers, however they are written', () => {
    expect(pick('{"a":1.0}', 'type(a)')).toBe('number');
    expect(pick('{"a":[1.50, 2]}', 'sum(a)')).toBe(3.5);
    expect(pick('{"a":1e2}', 'a > `99`')).toBe(true);
  });

  it('gives back what no float holds as it was', () => {
    expect(pick('{"a":{"b":[9223372036854775807]}}', 'a.b[0]')).toBe(9223372036854775807n);
    expect(pick('{"a":1e400}', 'a')).toEqual(new LosslessNumber('1e400'));
    expect(pick('{"a":[9223372036854775807]}', 'to_string(a)')).toBe('[9223372036854775807]');
  });

  it.each([
    ['a b', '3 ("b")'],
    ['a.b.c..', '7 (".")'],
    ['[?a==`1`] | ]', '13 ("]")'],
    ['{a: b, 1: c}', '8 ("1: c}")'],
    ['a."b', '3 ("\\"b")'],
    ['a.`{`', '3 ("`{`")'],
    ['#', '1 ("#")'],
  ])('%j says from where on it cannot be read', (query, where) => {
    expect(() => compileQuery(query)).toThrow(UsageError);
    expect(() => compileQuery(query)).toThrow(`character ${where}`);
  });

  it.each([['a.'], ['[?a'], ['{a: b'], ['length(@'], ['a | '], ['!']])(
    '%j is incomplete',
    (query) => {
      expect(() => compileQuery(query)).toThrow('is incomplete');
    },
  );

  it('finds a call in any place, and none in a literal', () => {
    expect(() => compileQuery('a[?nope(b)].{c: d}')).toThrow('nope()');
    expect(() => compileQuery('{c: [sort_by(a, &nope(b))]}')).toThrow('nope()');
    expect(pick('{}', '`{"type":"Function","name":"nope"}`')).toEqual({
      type: 'Function',
      name: 'nope',
    });
  });

  it('is refused with a usage error or accepted, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab.[]{}()|&!?*@`\'":, 01-=<>#'.split('')) }),
        (query) => {
          try {
            compileQuery(query);
          } catch (error) {
            expect(error).toBeInstanceOf(UsageError);
          }
        },
      ),
    );
  });
});

describe('the text of an object', () => {
  it('without a query is the object: on one line when piped, indented on a terminal', async () => {
    const object = { A: 1, B: [9223372036854775807n] };
    expect((await createObjectText({ stream: {} }))(object)).toBe(`${formatJson(object)}\n`);
    expect((await createObjectText({ stream: { isTTY: true } }))(object)).toBe(
      `${formatJson(object, 'indented')}\n`,
    );
  });

  it('cannot move the cursor of a terminal, and is exact in a pipe', async () => {
    const object = { A: 'x\u001b[2Jy\n' };
    const query = 'A';
    expect((await createObjectText({ stream: { isTTY: true }, query }))(object)).toBe('x?[2Jy?\n');
    expect((await createObjectText({ stream: {}, query }))(object)).toBe('x\u001b[2Jy\n\n');
  });

  it('is indented on a terminal where a query gives more than a text or a number', async () => {
    const text = await createObjectText({ stream: { isTTY: true }, query: '[A]' });
    expect(text({ A: 1 })).toBe('[\n  1\n]\n');
  });
});

describe('a reporter that is refused its query', () => {
  it('leaves no timer behind', async () => {
    let sleepers = 0;
    const clock = {
      now: () => 0,
      sleep: () => {
        sleepers += 1;
        return new Promise<void>(() => undefined);
      },
    };
    const reporting = startReporter({ stderr: new MemoryStream(), clock, output: { query: 'a.' } });
    await expect(reporting).rejects.toThrow(UsageError);
    expect(sleepers).toBe(0);
  });
});
