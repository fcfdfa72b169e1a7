import type { Body } from '../http/body.ts';
import { createFillerBody, createJoinedBody, createTextBody } from '../http/body.ts';
import { createSeededRandom } from '../random.ts';
import {
  fixedParts,
  formatSharedStrings,
  formatSheetStart,
  formatText,
  sharedStringsPath,
  sheetEnd,
  sheetPath,
} from './package-parts.ts';
import { createStoredZip, zipOverheadBytes, type ZipEntry } from './stored-zip.ts';

/** A row of this size: 4 GB have fewer rows than the 1 048 576 that a sheet may have. */
const rowBytes = 8192;
const rowsPerBlock = 8;
const numberDigits = 10;

/**
 * An xlsx of exactly `sizeBytes`, made while it is read: rows of incompressible text, each with a
 * number of its own. The same seed gives the same bytes.
 */
export function createLargeWorkbook(seed: string, sizeBytes: number): Body {
  const small: ZipEntry[] = [
    ...fixedParts,
    { name: sharedStringsPath, text: formatSharedStrings([]) },
  ].map(({ name, text }) => ({ name, body: createTextBody(text) }));
  const start = createTextBody(formatSheetStart([16, 120]));
  const end = createTextBody(sheetEnd);
  const fixedBytes =
    [...small.map(({ body }) => body), start, end].reduce((sum, body) => sum + body.sizeBytes, 0) +
    zipOverheadBytes([...small.map(({ name }) => name), sheetPath]);
  const rowCount = Math.floor((sizeBytes - fixedBytes) / rowBytes);
  const rows = createRows(seed, rowCount);
  const padding = createFillerBody(sizeBytes - fixedBytes - rows.sizeBytes, 0x20);
  const sheet = createJoinedBody([start, rows, padding, end]);
  return createStoredZip([...small, { name: sheetPath, body: sheet }]);
}

/** Rows that differ in their number only from block to block, and in all of their text within one. */
function createRows(seed: string, count: number): Body {
  const block = createBlock(seed);
  const sizeBytes = count * rowBytes;
  return {
    sizeBytes,
    *read(start, end) {
      for (let at = start; at < end;) {
        const index = Math.floor(at / block.length);
        const from = at - index * block.length;
        const to = Math.min(block.length, end - index * block.length);
        yield numberRows(block, index * rowsPerBlock).subarray(from, to);
        at += to - from;
      }
    },
  };
}

/** A copy of the block whose rows are counted on from `first`. */
function numberRows(block: Buffer, first: number): Buffer {
  const copy = Buffer.from(block);
  for (let row = 0; row < rowsPerBlock; row++) {
    const number = String(first + row + 1).padStart(numberDigits, '0');
    copy.write(number, row * rowBytes + rowStart.length, 'latin1');
  }
  return copy;
}

const rowStart = '<row><c t="inlineStr"><is><t>';
const rowMiddle = '</t></is></c><c t="inlineStr"><is>';
const rowEnd = '</is></c></row>';

function createBlock(seed: string): Buffer {
  const random = createSeededRandom(seed);
  const number = '0'.repeat(numberDigits);
  const textBytes =
    rowBytes - Buffer.byteLength(rowStart + number + rowMiddle + formatText('') + rowEnd);
  const rows = Array.from({ length: rowsPerBlock }, () => {
    const bytes = Uint8Array.from({ length: textBytes }, () => Math.floor(random() * 256));
    const text = Buffer.from(bytes).toString('base64url').slice(0, textBytes);
    return rowStart + number + rowMiddle + formatText(text) + rowEnd;
  });
  return Buffer.from(rows.join(''), 'latin1');
}
