import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/**
 * Makes valid UTF-8 of the bytes of an XML part, chunk by chunk. XML may be in UTF-16 as well (ECMA-376 part 2,
 * 9.1.1), and attackers write bytes that are no UTF-8 at all: those become U+FFFD. A character that is cut by
 * the edge of a chunk stays whole. The usual chunk is passed on as it is.
 */
export class Utf8Converter {
  #decoder: TextDecoder | undefined;
  /** The first bytes, until there are enough of them to see a byte order mark. */
  #start: Uint8Array | undefined = new Uint8Array();
  /** A character whose end has not arrived. */
  #cut: Uint8Array = new Uint8Array();

  /** @param isLast no further chunk follows */
  convert(chunk: Uint8Array, isLast: boolean): Uint8Array {
    if (this.#start === undefined) return this.#convertNext(chunk, isLast);
    const start = Buffer.concat([this.#start, chunk]);
    this.#start = start;
    if (start.length < 4 && !isLast) return new Uint8Array();
    this.#start = undefined;
    const encoding = utf16Of(start);
    if (encoding !== undefined) this.#decoder = new TextDecoder(encoding);
    const hasMark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
    return this.#convertNext(hasMark ? start.subarray(3) : start, isLast);
  }

  #convertNext(chunk: Uint8Array, isLast: boolean): Uint8Array {
    if (this.#decoder !== undefined) return encode(this.#decoder, chunk, isLast);
    const bytes = this.#cut.length === 0 ? chunk : Buffer.concat([this.#cut, chunk]);
    const end = isLast ? bytes.length : bytes.length - countCutBytes(bytes);
    const whole = bytes.subarray(0, end);
    if (isUtf8(whole)) {
      this.#cut = Uint8Array.from(bytes.subarray(end));
      return whole;
    }
    this.#decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    this.#cut = new Uint8Array();
    return encode(this.#decoder, bytes, isLast);
  }
}

function encode(decoder: TextDecoder, bytes: Uint8Array, isLast: boolean): Uint8Array {
  return Buffer.from(decoder.decode(bytes, { stream: !isLast }), 'utf8');
}

/** By its byte order mark, or by the `<` that each part begins with. */
function utf16Of(start: Uint8Array): string | undefined {
  const [first = 0, second = 0] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return undefined;
}

/** How many bytes at the end begin a character that is longer. */
function countCutBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
