/** Copies of fewer bytes are faster in a loop than through a call of the system's. */
const shortBytes = 32;

/** Bytes that are appended to a buffer, which grows as needed and is used again after `clear`. */
export class ByteBuilder {
  /** Valid up to `length`. Another buffer after each append that lets it grow. */
  bytes: Buffer;
  length = 0;

  constructor(capacity = 64 * 1024) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
  }

  clear(): void {
    this.length = 0;
  }

  /** Makes room for `count` bytes more, which may then be written to `bytes` directly. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  push(byte: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  append(source: Uint8Array, start = 0, end = source.length): void {
    this.reserve(end - start);
    if (end - start > shortBytes) {
      this.bytes.set(source.subarray(start, end), this.length);
      this.length += end - start;
      return;
    }
    const { bytes } = this;
    let to = this.length;
    for (let from = start; from < end; from++) bytes[to++] = source[from] ?? 0;
    this.length = to;
  }

  /** @param code a code point; a half of a surrogate pair and what is beyond Unicode become U+FFFD */
  appendCodePoint(code: number): void {
    this.reserve(4);
    const { bytes } = this;
    if (code < 0x80) {
      bytes[this.length++] = code;
    } else if (code < 0x800) {
      bytes[this.length++] = 0xc0 | (code >> 6);
      bytes[this.length++] = 0x80 | (code & 0x3f);
    } else if (code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff)) {
      this.appendCodePoint(0xfffd);
    } else if (code < 0x1_0000) {
      bytes[this.length++] = 0xe0 | (code >> 12);
      bytes[this.length++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[this.length++] = 0x80 | (code & 0x3f);
    } else {
      bytes[this.length++] = 0xf0 | (code >> 18);
      bytes[this.length++] = 0x80 | ((code >> 12) & 0x3f);
      bytes[this.length++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[this.length++] = 0x80 | (code & 0x3f);
    }
  }

  /** @param text of ASCII alone */
  appendAscii(text: string): void {
    this.reserve(text.length);
    this.length += this.bytes.write(text, this.length, 'latin1');
  }

  /** The bytes from `start` on, without a copy: valid until the next change. */
  view(start = 0): Buffer {
    return this.bytes.subarray(start, this.length);
  }
}
