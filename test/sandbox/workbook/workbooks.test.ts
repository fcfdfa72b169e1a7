import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body } from '../../../src/sandbox/http/body.ts';
import { createWorkbook } from '../../../src/sandbox/workbook/create-workbook.ts';
import { columns, createIncidents } from '../../../src/sandbox/workbook/incidents.ts';
import { createLargeWorkbook } from '../../../src/sandbox/workbook/large-workbook.ts';
import { readZip } from './read-zip.ts';

const parts = [
  '[Content_Types].xml',
  '_rels/.rels',
  'xl/workbook.xml',
  'xl/_rels/workbook.xml.rels',
  'xl/styles.xml',
  'xl/worksheets/sheet1.xml',
  'xl/sharedStrings.xml',
];

describe('a workbook', () => {
  const bytes = Buffer.from(createWorkbook('seed', 100));

  it('has all the parts of an xlsx, each well-formed', () => {
    const entries = readZip(bytes);
    expect([...entries.keys()].sort()).toEqual([...parts].sort());
    for (const content of entries.values()) expectWellFormed(content.toString());
  });

  it('has a bold header row that stays in sight, and a row for each incident', () => {
    const sheet = partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain(
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    );
    expect(/<row r="1">.*?<\/row>/.exec(sheet)?.[0].match(/ s="1"/g)).toHaveLength(columns.length);
    expect(sheet.match(/<row /g)).toHaveLength(101);
    expect(sheet.match(/<c /g)).toHaveLength(101 * columns.length);
  });

  it('holds the incidents, in Chinese, English and pictures', () => {
    const strings = [
      ...partOf(bytes, 'xl/sharedStrings.xml').matchAll(/<t [^>]*>([^<]*)<\/t>/g),
    ].map(([, text = '']) => unescape(text));
    const incidents = [...createIncidents('seed', 100)].flat();
    const texts = [...columns.map(({ title }) => title), ...incidents];
    const shared = texts.filter((text) => typeof text === 'string' && !/^[\x20-\x7f]*$/.test(text));
    expect(strings).toEqual([...new Set(shared)]);
    expect(strings).toContain('主机异常登录 🔐 Unusual login to a host');
    expect(strings).toContain('容器逃逸 Container escape <privileged> & "host mount"');
    expect(strings).toContain('高危');
    expect(strings.some((text) => text.includes('\n'))).toBe(true);
    expect(new Set(strings).size).toBe(strings.length);
  });

  it('is the same for the same seed, and another one for another', () => {
    expect(bytes.equals(createWorkbook('seed', 100))).toBe(true);
    expect(bytes.equals(createWorkbook('another', 100))).toBe(false);
  });
});

describe('a large workbook', () => {
  it('has exactly the size that was asked for, and is a valid xlsx', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16_384, max: 300_000 }), (sizeBytes) => {
        const bytes = readAll(createLargeWorkbook('seed', sizeBytes));
        expect(bytes.length).toBe(sizeBytes);
        const entries = readZip(bytes);
        expect([...entries.keys()].sort()).toEqual([...parts].sort());
        for (const content of entries.values()) expectWellFormed(content.toString());
      }),
      { numRuns: 20 },
    );
  });

  it('reads the same in parts as in whole', () => {
    const body = createLargeWorkbook('seed', 400_000);
    const whole = readAll(body);
    fc.assert(
      fc.property(fc.nat(400_000), fc.nat(400_000), (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const part = Buffer.concat([...body.read(start, end)]);
        expect(part.equals(whole.subarray(start, end))).toBe(true);
      }),
    );
  });

  it('has no two rows alike, so that bytes in a wrong place are noticed', () => {
    const sheet = partOf(
      readAll(createLargeWorkbook('seed', 2_000_000)),
      'xl/worksheets/sheet1.xml',
    );
    const rows = [...sheet.matchAll(/<row>.*?<\/row>/g)].map(([row]) => row);
    expect(rows.length).toBeGreaterThan(200);
    expect(new Set(rows).size).toBe(rows.length);
  });
});

function partOf(workbook: Buffer, name: string): string {
  return readZip(workbook).get(name)?.toString() ?? '';
}

function readAll(body: Body): Buffer {
  return Buffer.concat([...body.read(0, body.sizeBytes)]);
}

/** Each element is closed in order: enough for what this code writes. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  for (const [, slash, name, empty] of xml.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    if (slash === '/') expect(open.pop()).toBe(name);
    else if (empty !== '/') open.push(name ?? '');
  }
  expect(open).toEqual([]);
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
