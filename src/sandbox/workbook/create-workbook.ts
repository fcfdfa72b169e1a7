import { strToU8, zipSync } from 'fflate';
import { columns, createIncidents, type Cell } from './incidents.ts';
import {
  fixedParts,
  formatSharedStrings,
  formatSheetStart,
  formatText,
  sharedStringsPath,
  sheetEnd,
  sheetPath,
  styles,
} from './package-parts.ts';

/** The earliest time that a zip can hold: the bytes do not depend on when they are made. */
const modifiedAt = '1980-01-01T00:00:00';
/** Days from the epoch of spreadsheets, 1899-12-30, to that of Unix. */
const epochDays = 25_569;

/** An xlsx of security incidents. The same seed gives the same bytes. */
export function createWorkbook(seed: string, rowCount: number): Uint8Array {
  const strings = new Map<string, number>();
  const share = (text: string): number => {
    const index = strings.get(text) ?? strings.size;
    strings.set(text, index);
    return index;
  };
  const header = columns.map(({ title }) => title);
  const sheet = [
    formatSheetStart(columns.map(({ width }) => width)),
    formatRow(1, header, (cell, at) => formatCell(cell, at, styles.header, share)),
  ];
  let row = 2;
  for (const cells of createIncidents(seed, rowCount)) {
    sheet.push(formatRow(row++, cells, (cell, at) => formatCell(cell, at, styles.plain, share)));
  }
  sheet.push(sheetEnd);
  const parts = [
    ...fixedParts,
    { name: sheetPath, text: sheet.join('') },
    { name: sharedStringsPath, text: formatSharedStrings(strings.keys()) },
  ];
  return zipSync(Object.fromEntries(parts.map(({ name, text }) => [name, strToU8(text)])), {
    level: 1,
    mtime: modifiedAt,
  });
}

function formatRow(
  row: number,
  cells: readonly Cell[],
  format: (cell: Cell, reference: string) => string,
): string {
  const written = cells.map((cell, index) => format(cell, `${columnName(index)}${row}`));
  return `<row r="${row}">${written.join('')}</row>`;
}

/** Texts that come often are shared; those of one row alone (ids, assets) stand in their cell. */
function formatCell(
  cell: Cell,
  reference: string,
  style: number,
  share: (text: string) => number,
): string {
  if (typeof cell === 'number') return `<c r="${reference}" s="${style}"><v>${cell}</v></c>`;
  if (typeof cell === 'object') {
    const days = (cell.at / 86_400_000 + epochDays).toFixed(6);
    return `<c r="${reference}" s="${styles.moment}"><v>${days}</v></c>`;
  }
  if (/^[\x20-\x7f]*$/.test(cell)) {
    return `<c r="${reference}" s="${style}" t="inlineStr"><is>${formatText(cell)}</is></c>`;
  }
  return `<c r="${reference}" s="${style}" t="s"><v>${share(cell)}</v></c>`;
}

/** A for 0; there are fewer than 26 columns. */
function columnName(index: number): string {
  return String.fromCharCode(65 + index);
}
