import type { Archive } from './archive.ts';
import { ByteBuilder } from './byte-builder.ts';
import { malformed, tooLarge } from './codes.ts';
import { limits } from './limits.ts';
import type { TextEncoding } from './text-encoding.ts';
import { appendXmlText, resolveEscapes } from './xml-text.ts';
import { token, XmlTokens } from './xml-tokens.ts';

const segmentBytes = 1024 ** 2;
const noBytes = Buffer.alloc(0);

/** The shared strings of a workbook, by number, as bytes that are encoded for the output already. */
export class SharedStrings {
  /** Of `segmentBytes` each; a string that is longer has a segment of its own. */
  readonly #segments: Buffer[] = [];
  #used = segmentBytes;
  #totalBytes = 0;
  #segmentOf = new Uint32Array(1024);
  #startOf = new Uint32Array(1024);
  #lengthOf = new Uint32Array(1024);
  count = 0;

  add(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.#totalBytes += length;
    if (this.count >= limits.sharedCount || this.#totalBytes > 2 * limits.sharedBytes) {
      throw tooManyStrings();
    }
    if (this.#used + length > segmentBytes) {
      this.#segments.push(Buffer.allocUnsafeSlow(Math.max(length, segmentBytes)));
      this.#used = 0;
    }
    if (this.count === this.#startOf.length) this.#grow();
    const last = this.#segments.length - 1;
    this.#segments[last]?.set(bytes.subarray(start, end), this.#used);
    this.#segmentOf[this.count] = last;
    this.#startOf[this.count] = this.#used;
    this.#lengthOf[this.count] = length;
    this.#used += length;
    this.count++;
  }

  /** @throws SiemExportError `NotAWorkbook` if there is no such string */
  verifyIndex(index: number): void {
    if (index < this.count) return;
    throw malformed({
      en: 'a cell refers to a shared string that does not exist',
      zh: '有单元格引用了不存在的共享字符串',
    });
  }

  appendTo(out: ByteBuilder, index: number): void {
    const start = this.#startOf[index] ?? 0;
    const segment = this.#segments[this.#segmentOf[index] ?? 0] ?? noBytes;
    out.append(segment, start, start + (this.#lengthOf[index] ?? 0));
  }

  view(index: number): Buffer {
    const start = this.#startOf[index] ?? 0;
    const segment = this.#segments[this.#segmentOf[index] ?? 0] ?? noBytes;
    return segment.subarray(start, start + (this.#lengthOf[index] ?? 0));
  }

  #grow(): void {
    const double = (old: Uint32Array): Uint32Array<ArrayBuffer> => {
      const larger = new Uint32Array(old.length * 2);
      larger.set(old);
      return larger;
    };
    this.#segmentOf = double(this.#segmentOf);
    this.#startOf = double(this.#startOf);
    this.#lengthOf = double(this.#lengthOf);
  }
}

/** @param part undefined: the workbook shares none */
export async function readSharedStrings(
  archive: Archive,
  part: string | undefined,
  encoding: TextEncoding,
  signal?: AbortSignal,
): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (part === undefined) return strings;
  if (archive.sizeOf(part) > limits.sharedBytes) throw tooManyStrings();
  const reader = new SharedStringReader(strings, encoding);
  for await (const chunk of archive.read(part)) {
    signal?.throwIfAborted();
    reader.push(chunk);
  }
  reader.finish();
  return strings;
}

/** Reads `<si>` after `<si>`: the text of `<t>`, also in runs of rich text; phonetic hints (`<rPh>`) are left out. */
class SharedStringReader {
  readonly #tokens = new XmlTokens();
  readonly #text = new ByteBuilder();
  readonly #encoded = new ByteBuilder();
  readonly #strings: SharedStrings;
  readonly #encoding: TextEncoding;
  #isInText = false;
  #phoneticDepth = 0;
  #runStart = 0;

  constructor(strings: SharedStrings, encoding: TextEncoding) {
    this.#strings = strings;
    this.#encoding = encoding;
  }

  push(chunk: Uint8Array): void {
    this.#tokens.push(chunk);
    this.#readAll();
  }

  finish(): void {
    this.#tokens.finish();
    this.#readAll();
    this.#tokens.verifyEnd();
  }

  #readAll(): void {
    const tokens = this.#tokens;
    for (let kind = tokens.next(); kind !== token.none; kind = tokens.next()) {
      if (kind === token.text) {
        if (this.#isInText) this.#appendText();
      } else if (kind === token.open) {
        this.#open();
        if (tokens.isEmpty) this.#close();
      } else this.#close();
    }
  }

  #open(): void {
    const { bytes, start, end } = this.#tokens;
    const length = end - start;
    if (length === 1 && bytes[start] === 0x74) {
      this.#isInText = this.#phoneticDepth === 0;
      this.#runStart = this.#text.length;
    } else if (length === 2 && bytes[start] === 0x73 && bytes[start + 1] === 0x69) {
      this.#text.clear();
    } else if (length === 3 && bytes[start] === 0x72 && bytes[start + 2] === 0x68) {
      this.#phoneticDepth++;
    }
  }

  #close(): void {
    const { bytes, start, end } = this.#tokens;
    const length = end - start;
    if (length === 1 && bytes[start] === 0x74) {
      if (this.#isInText) resolveEscapes(this.#text, this.#runStart);
      this.#isInText = false;
    } else if (length === 2 && bytes[start] === 0x73 && bytes[start + 1] === 0x69) {
      this.#encoded.clear();
      this.#encoding.encode(this.#encoded, this.#text.bytes, 0, this.#text.length);
      this.#strings.add(this.#encoded.bytes, 0, this.#encoded.length);
    } else if (length === 3 && bytes[start] === 0x72 && bytes[start + 2] === 0x68) {
      this.#phoneticDepth--;
    }
  }

  #appendText(): void {
    const { bytes, start, end, isSpecial, isCdata } = this.#tokens;
    if (isSpecial) appendXmlText(this.#text, bytes, start, end, isCdata);
    else this.#text.append(bytes, start, end);
    if (this.#text.length <= limits.rowBytes) return;
    throw tooLarge({ en: 'a text is too long', zh: '有文本过长' });
  }
}

function tooManyStrings(): Error {
  return tooLarge({
    en: 'its shared strings do not fit in memory',
    zh: '其共享字符串超出内存限制',
  });
}
