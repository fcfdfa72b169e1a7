import { appendXmlText } from './xml-text.ts';
import { ByteBuilder } from './byte-builder.ts';
import { malformed } from './codes.ts';

/** Walks through the attributes of a tag: ranges of its bytes, without a string. */
export class XmlAttributes {
  /** The local name. */
  nameStart = 0;
  nameEnd = 0;
  /** Start of the name's prefix; `nameStart` without a prefix. */
  prefixStart = 0;
  valueStart = 0;
  valueEnd = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #end = 0;

  /** @param from where the name of the element ends @param end where the tag ends */
  begin(bytes: Buffer, from: number, end: number): void {
    this.#bytes = bytes;
    this.#at = from;
    this.#end = end;
  }

  /** @returns whether there was a further attribute */
  next(): boolean {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#at;
    while (at < end && (bytes[at] ?? 0) <= 0x20) at++;
    if (at >= end) return false;
    this.prefixStart = at;
    this.nameStart = at;
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === 0x3d || byte <= 0x20) break;
      if (byte === 0x3a) this.nameStart = at + 1;
    }
    this.nameEnd = at;
    while (at < end && (bytes[at] ?? 0) <= 0x20) at++;
    if (bytes[at] !== 0x3d) throw noValue();
    at++;
    while (at < end && (bytes[at] ?? 0) <= 0x20) at++;
    const quote = bytes[at] ?? 0;
    if (at >= end || (quote !== 0x22 && quote !== 0x27)) throw noValue();
    this.valueStart = ++at;
    while (at < end && bytes[at] !== quote) at++;
    if (at >= end) throw noValue();
    this.valueEnd = at;
    this.#at = at + 1;
    return true;
  }

  /** For parts that are small; the sheet reads its bytes itself. */
  get name(): string {
    return this.#bytes.toString('latin1', this.nameStart, this.nameEnd);
  }

  get hasPrefix(): boolean {
    return this.prefixStart !== this.nameStart;
  }

  get value(): string {
    const decoded = new ByteBuilder(this.valueEnd - this.valueStart + 4);
    appendXmlText(decoded, this.#bytes, this.valueStart, this.valueEnd);
    return decoded.view().toString('utf8');
  }
}

function noValue(): Error {
  return malformed({ en: 'an attribute has no value', zh: '有属性没有值' });
}
