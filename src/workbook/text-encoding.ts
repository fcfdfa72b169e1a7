import type { ByteBuilder } from './byte-builder.ts';

/** How a format writes a text. Shared strings are kept as they are written, so it is done once for each. */
export interface TextEncoding {
  /** Appends the text, given as UTF-8, as the format writes it. */
  encode(out: ByteBuilder, bytes: Uint8Array, start: number, end: number): void;
  /** The text again, of what `encode` has made. */
  decode(bytes: Buffer): string;
}

/** The text as it is. */
export const plainText: TextEncoding = {
  encode(out, bytes, start, end) {
    out.append(bytes, start, end);
  },
  decode: (bytes) => bytes.toString('utf8'),
};

/** A JSON string (RFC 8259). */
export const jsonText: TextEncoding = {
  encode(out, bytes, start, end) {
    out.push(0x22);
    let from = start;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte >= 0x20 && byte !== 0x22 && byte !== 0x5c) continue;
      out.append(bytes, from, at);
      out.appendAscii(jsonEscapes[byte] ?? '');
      from = at + 1;
    }
    out.append(bytes, from, end);
    out.push(0x22);
  },
  decode: (bytes) => JSON.parse(bytes.toString('utf8')) as string,
};

/** By byte: what `JSON.stringify` makes of it. */
const jsonEscapes = Array.from({ length: 0x5d }, (_, code) =>
  JSON.stringify(String.fromCharCode(code)).slice(1, -1),
);

/** A field of CSV (RFC 4180), with an apostrophe in front of what a spreadsheet would run. */
export const safeCsvText: TextEncoding = createCsvText(true);
/** A field of CSV, as the cell has it. */
export const rawCsvText: TextEncoding = createCsvText(false);

const apostrophe = 0x27;

function createCsvText(isGuarded: boolean): TextEncoding {
  return {
    encode(out, bytes, start, end) {
      const isQuoted = needsQuotes(bytes, start, end);
      if (isQuoted) out.push(0x22);
      if (isGuarded && isFormula(bytes, start, end)) out.push(apostrophe);
      if (isQuoted) {
        appendDoubled(out, bytes, start, end);
        out.push(0x22);
      } else out.append(bytes, start, end);
    },
    decode(bytes) {
      const isQuoted = bytes[0] === 0x22;
      const unquoted = isQuoted
        ? Buffer.from(bytes.toString('utf8').slice(1, -1).replaceAll('""', '"'))
        : bytes;
      const isMarked =
        isGuarded && unquoted[0] === apostrophe && isFormula(unquoted, 1, unquoted.length);
      return unquoted.toString('utf8', isMarked ? 1 : 0);
    },
  };
}

function needsQuotes(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === 0x22 || byte === 0x2c || byte === 0x0a || byte === 0x0d) return true;
  }
  return false;
}

/** Whether a spreadsheet may run the text (OWASP, CSV injection). Some skip quotes and spaces in front. */
function isFormula(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x22 || bytes[at] === apostrophe)) at++;
  // = + - @, tab and carriage return.
  const first = at < end ? bytes[at] : undefined;
  return (
    first === 0x3d ||
    first === 0x2b ||
    first === 0x2d ||
    first === 0x40 ||
    first === 0x09 ||
    first === 0x0d
  );
}

function appendDoubled(out: ByteBuilder, bytes: Uint8Array, start: number, end: number): void {
  let from = start;
  for (let at = start; at < end; at++) {
    if (bytes[at] !== 0x22) continue;
    out.append(bytes, from, at + 1);
    from = at;
  }
  out.append(bytes, from, end);
}
