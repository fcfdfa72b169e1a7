import { describe, expect, it } from 'vitest';
import { inline, toCsv, toJsonLines } from './sample.ts';

/** One cell below a header `a`, as JSON. */
async function valueOf(cell: string, strings = ''): Promise<unknown> {
  const lines = await toJsonLines(
    `<row>${inline('a')}</row><row>${cell}<c r="B2"><v>1</v></c></row>`,
    { strings },
  );
  const row = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  return row['a'];
}

describe('a cell (ECMA-376 part 1, 18.3.1.4)', () => {
  it.each<[string, string, unknown]>([
    ['a number', '<c r="A2"><v>42</v></c>', 42],
    ['a number by name', '<c r="A2" t="n"><v>-1.5</v></c>', -1.5],
    ['an inline string', inline('x'), 'x'],
    ['the text of a formula', '<c r="A2" t="str"><f>A1&amp;"x"</f><v>ax</v></c>', 'ax'],
    ['the number of a formula', '<c r="A2"><f>1+1</f><v>2</v></c>', 2],
    ['a formula without a stored value', '<c r="A2"><f>1+1</f></c>', null],
    ['true', '<c r="A2" t="b"><v>1</v></c>', true],
    ['false', '<c r="A2" t="b"><v>0</v></c>', false],
    ['an error', '<c r="A2" t="e"><v>#N/A</v></c>', '#N/A'],
    [
      'a date in ISO 8601',
      '<c r="A2" t="d"><v>2026-11-24T10:00:00Z</v></c>',
      '2026-11-24T10:00:00Z',
    ],
    ['no value', '<c r="A2" s="0"/>', null],
    ['an empty value', '<c r="A2"><v></v></c>', null],
    ['a text that is empty', '<c r="A2" t="str"><v></v></c>', ''],
    ['an inline string that is empty', '<c r="A2" t="inlineStr"><is><t/></is></c>', ''],
    ['an inline string without a text', '<c r="A2" t="inlineStr"><is/></c>', null],
    ['a number with spaces around it', '<c r="A2"><v>\n 7 </v></c>', 7],
    ['what is no number', '<c r="A2"><v>1,5</v></c>', '1,5'],
  ])('is read: %s', async (_, cell, expected) => {
    expect(await valueOf(cell)).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ['plain', '<si><t>x</t></si>', 'x'],
    [
      'rich text',
      '<si><r><rPr><b/></rPr><t>a</t></r><r><t xml:space="preserve"> b</t></r></si>',
      'a b',
    ],
    [
      'with phonetic hints',
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>',
      '東京',
    ],
    ['in CDATA', '<si><t><![CDATA[<&amp;>]]></t></si>', '<&amp;>'],
    ['with a comment inside', '<si><t>a<!-- > -->b</t></si>', 'ab'],
    ['empty', '<si/>', ''],
    ['with references', '<si><t>&lt;&#65;&#x4e2d;&amp;&quot;&apos;&gt;</t></si>', '<A中&"\'>'],
    ['with escapes', '<si><t>a_x000D_\n_x0009__x005F_x000D__x00e9_</t></si>', 'a\r\n\t_x000D_é'],
    ['with an escaped surrogate pair', '<si><t>_xD83D__xDE00_</t></si>', '😀'],
    ['with half of a surrogate pair', '<si><t>_xD83D_x</t></si>', '\ufffdx'],
    ['with a reference to half of a pair', '<si><t>&#xD800;</t></si>', '\ufffd'],
    [
      'with what looks like an escape',
      '<si><t>_x00_ _xGGGG_ _X000D_</t></si>',
      '_x00_ _xGGGG_ _X000D_',
    ],
    ['with an escape over two runs', '<si><r><t>_x00</t></r><r><t>0D_</t></r></si>', '_x000D_'],
    ['with line ends, as XML reads them', '<si><t>a\r\nb\rc&#13;</t></si>', 'a\nb\nc\r'],
    [
      'with U+FFFE and marks of direction',
      '<si><t>\ufffe\u202ex\u200f</t></si>',
      '\ufffe\u202ex\u200f',
    ],
    ['with spaces at its ends', '<si><t>  x </t></si>', '  x '],
    ['of 32 767 characters', `<si><t>${'中'.repeat(32_767)}</t></si>`, '中'.repeat(32_767)],
  ])('shares a string: %s', async (_, strings, expected) => {
    expect(await valueOf('<c r="A2" t="s"><v>0</v></c>', strings)).toBe(expected);
    const text = strings.replace('<si>', '').replace('</si>', '').replace('<si/>', '<t/>');
    expect(await valueOf(`<c t="inlineStr"><is>${text}</is></c>`)).toBe(expected);
  });

  it.each([
    ['9007199254740993', '9007199254740993'],
    ['1E+20', '1E+20'],
    ['1.1000000000000001', '1.1000000000000001'],
    ['-0', '-0'],
    ['5E-324', '5E-324'],
    ['.5', '0.5'],
    ['-.5e3', '-0.5e3'],
    ['5.', '5'],
    ['+7', '7'],
    ['007', '7'],
  ])('keeps every digit of the number %s', async (written, expected) => {
    const rows = `<row>${inline('a')}</row><row><c><v>${written}</v></c></row>`;
    expect(await toJsonLines(rows)).toEqual([`{"a":${expected}}`]);
    expect(await toCsv(rows)).toBe(`a\n${expected}\n`);
    expect(() => JSON.parse(expected) as unknown).not.toThrow();
  });

  it('may come out of order, without a reference, and twice', async () => {
    const header = `<row>${['a', 'b', 'c', 'd'].map((name) => inline(name)).join('')}</row>`;
    const cells =
      '<c r="C2"><v>3</v></c><c><v>4</v></c><c r="A2"><v>0</v></c><c r="A2"><v>1</v></c>';
    expect(await toCsv(`${header}<row>${cells}</row>`)).toBe('a,b,c,d\n1,,3,4\n');
  });

  it('may be one of 16 384 in its row', async () => {
    const cells = Array.from({ length: 16_384 }, (_, index) => `<c><v>${index}</v></c>`).join('');
    const csv = await toCsv(`<row>${cells}</row>`);
    expect(csv).toBe(`${Array.from({ length: 16_384 }, (_, index) => index).join(',')}\n`);
    expect(await toCsv('<row><c r="XFD1"><v>1</v></c></row>')).toBe(`${','.repeat(16_383)}1\n`);
  });

  it('is not confused by elements of other namespaces and outside of the rows', async () => {
    const row = `<row xmlns:e="urn:e"><c r="A1"><e:v>9</e:v><v>1</v><e:t>8</e:t></c><e:c><e:v>7</e:v></e:c></row>`;
    expect(await toCsv(`${row}</sheetData><row><c><v>5</v></c></row><sheetData>`)).toBe('1\n');
  });
});
