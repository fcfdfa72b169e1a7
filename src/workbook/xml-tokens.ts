import { malformed, notAWorkbook, tooLarge } from './codes.ts';
import { limits } from './limits.ts';
import { NamespacePrefixes } from './namespace-prefixes.ts';
import { Utf8Converter } from './to-utf8.ts';

/** What `next` found. `none`: the chunks so far hold no further whole token. */
export const token = { none: 0, open: 1, close: 2, text: 3 } as const;
export type TokenKind = (typeof token)[keyof typeof token];

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;
const quotes = { double: 0x22, single: 0x27 } as const;

/**
 * A pull parser for XML in chunks of any size. It makes no string: a token is a range of `bytes`, valid until the next
 * `push`. A DTD is refused, so there are no entities but the five of XML itself. Names are
 * without prefix; an element of a foreign namespace has an empty one.
 */
export class XmlTokens {
  bytes: Buffer = Buffer.allocUnsafeSlow(256 * 1024);
  /** The local name of a tag, or the content of a text. */
  start = 0;
  end = 0;
  /** Of an opening tag: where its attributes end. They begin at `end`. */
  attributesEnd = 0;
  /** Of an opening tag: it closes itself, and no `close` follows. */
  isEmpty = false;
  /** A text that may contain references, carriage returns or escapes. */
  isSpecial = false;
  /** A CDATA section: `&` is an ordinary character. */
  isCdata = false;
  /** How many elements are open. */
  depth = 0;

  readonly #converter = new Utf8Converter();
  readonly #prefixes = new NamespacePrefixes();
  #position = 0;
  #limit = 0;
  /** Up to here the token at `#position` was searched for its end. */
  #scanned = 0;
  /** The quote within which the search stopped; 0: none. */
  #quote = 0;
  #hasRoot = false;

  push(chunk: Uint8Array): void {
    this.#add(this.#converter.convert(chunk, false));
  }

  /** The input is complete. Call `next` until it returns no token, then `verifyEnd`. */
  finish(): void {
    this.#add(this.#converter.convert(new Uint8Array(), true));
  }

  /** @throws SiemExportError `NotAWorkbook` where the part ends too early */
  verifyEnd(): void {
    const rest = this.bytes.subarray(this.#position, this.#limit);
    const isBlank = rest.every((byte) => isSpace(byte) || byte === 0);
    if (!this.#hasRoot || this.depth !== 0 || !isBlank)
      throw malformed({ en: 'a part is cut off', zh: '有部分内容不完整' });
  }

  next(): TokenKind {
    for (;;) {
      const at = this.#position;
      if (at >= this.#limit) return token.none;
      const { bytes } = this;
      if (bytes[at] !== lessThan) return this.#readText();
      if (at + 1 >= this.#limit) return token.none;
      const second = bytes[at + 1] ?? 0;
      if (second === slash) return this.#readClose();
      if (second === 0x21 || second === 0x3f) {
        const kind = this.#readMarkup(second);
        if (kind === 'skipped') continue;
        return kind;
      }
      return this.#readOpen();
    }
  }

  #add(chunk: Uint8Array): void {
    const rest = this.#limit - this.#position;
    if (rest > limits.tokenBytes) {
      throw tooLarge({
        en: 'a text or a tag has more than 1 MiB',
        zh: '有文本或标签超过 1 MiB',
      });
    }
    const { bytes } = this;
    if (rest + chunk.length > bytes.length) {
      this.bytes = Buffer.allocUnsafeSlow((rest + chunk.length) * 2);
    }
    bytes.copy(this.bytes, 0, this.#position, this.#limit);
    this.bytes.set(chunk, rest);
    this.#scanned -= this.#position;
    this.#position = 0;
    this.#limit = rest + chunk.length;
  }

  #readText(): TokenKind {
    const { bytes } = this;
    const limit = this.#limit;
    let at = Math.max(this.#scanned, this.#position);
    if (at === this.#position) this.isSpecial = false;
    for (; at < limit; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === lessThan) break;
      if (byte === 0x26 || byte === 0x0d || byte === 0x5f) this.isSpecial = true;
    }
    if (at === limit) {
      this.#scanned = limit;
      return token.none;
    }
    this.start = this.#position;
    this.end = at;
    this.isCdata = false;
    this.#position = at;
    return token.text;
  }

  #readClose(): TokenKind {
    const { bytes } = this;
    const limit = this.#limit;
    let at = this.#position + 2;
    while (at < limit && bytes[at] !== greaterThan) at++;
    if (at >= limit) return token.none;
    this.#readName(this.#position + 2, at);
    this.#position = at + 1;
    this.depth--;
    if (this.depth < 0)
      throw malformed({ en: 'a tag is closed but not open', zh: '有标签未打开却被关闭' });
    return token.close;
  }

  #readOpen(): TokenKind {
    const { bytes } = this;
    const limit = this.#limit;
    let quote = this.#scanned > this.#position ? this.#quote : 0;
    let at = Math.max(this.#scanned, this.#position + 1);
    for (; at < limit; at++) {
      const byte = bytes[at] ?? 0;
      if (quote !== 0) {
        if (byte === quote) quote = 0;
      } else if (byte === quotes.double || byte === quotes.single) quote = byte;
      else if (byte === greaterThan) break;
      else if (byte === lessThan)
        throw malformed({ en: 'a tag is not closed', zh: '有标签未关闭' });
    }
    if (at >= limit) {
      this.#scanned = limit;
      this.#quote = quote;
      return token.none;
    }
    this.isEmpty = bytes[at - 1] === slash;
    this.attributesEnd = this.isEmpty ? at - 1 : at;
    if (!this.#hasRoot) this.#readRoot();
    this.#readName(this.#position + 1, this.attributesEnd);
    this.#position = at + 1;
    if (!this.isEmpty) this.depth++;
    return token.open;
  }

  #readRoot(): void {
    this.#hasRoot = true;
    this.#prefixes.readRoot(this.bytes, this.#position + 1, this.attributesEnd);
  }

  /** Finds the local name between `from` and the next space; no name for a foreign namespace. */
  #readName(from: number, to: number): void {
    const { bytes } = this;
    let colon = -1;
    let at = from;
    for (; at < to; at++) {
      const byte = bytes[at] ?? 0;
      if (byte <= 0x20) break;
      if (byte === 0x3a) colon = at;
    }
    this.end = at;
    this.start = colon + 1 || from;
    if (!this.#prefixes.has(bytes, from, colon === -1 ? from : colon)) this.start = at;
  }

  /** Comments and instructions are skipped, CDATA is text, a DTD is refused. */
  #readMarkup(second: number): TokenKind | 'skipped' {
    const { bytes } = this;
    const at = this.#position;
    if (second === 0x3f) return this.#skipTo('?>', at + 2);
    const opening = bytes.toString('latin1', at, Math.min(at + 9, this.#limit));
    if (opening.startsWith('<!--')) return this.#skipTo('-->', at + 4);
    if (opening === '<![CDATA[') {
      const kind = this.#skipTo(']]>', at + 9);
      if (kind !== 'skipped') return kind;
      this.start = at + 9;
      this.end = this.#position - 3;
      this.isCdata = true;
      this.isSpecial = true;
      return token.text;
    }
    if ('<!--'.startsWith(opening) || '<![CDATA['.startsWith(opening)) return token.none;
    throw notAWorkbook({
      en: 'its XML has a DTD, which may define entities',
      zh: '其 XML 含有可定义实体的 DTD',
    });
  }

  #skipTo(ending: string, from: number): 'skipped' | typeof token.none {
    const found = this.bytes.indexOf(ending, Math.max(from, this.#scanned - 2), 'latin1');
    if (found === -1 || found + ending.length > this.#limit) {
      this.#scanned = this.#limit;
      return token.none;
    }
    this.#position = found + ending.length;
    return 'skipped';
  }
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
