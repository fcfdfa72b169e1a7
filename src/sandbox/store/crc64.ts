/** CRC-64/XZ (ECMA-182, reflected): the digest that OSS keeps of every object. */
export interface Crc64 {
  update(bytes: Uint8Array): void;
  /** Unsigned decimal, as in `x-oss-hash-crc64ecma`. */
  digest(): string;
}

/** The reflected polynomial, in two halves: numbers of 32 bits are some fifty times faster than bigints. */
const polynomialHigh = 0xc96c5795;
const polynomialLow = 0xd7870f42;

/** Eight tables: eight bytes are taken in at a time ("slicing-by-8"). */
const high = new Uint32Array(8 * 256);
const low = new Uint32Array(8 * 256);
fillTables();

export function createCrc64(): Crc64 {
  let hi = 0xffffffff;
  let lo = 0xffffffff;
  return {
    update(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const whole = bytes.length - (bytes.length % 8);
      for (let at = 0; at < whole; at += 8) {
        const a = lo ^ view.getUint32(at, true);
        const b = hi ^ view.getUint32(at + 4, true);
        lo = foldEight(low, a, b);
        hi = foldEight(high, a, b);
      }
      for (let at = whole; at < bytes.length; at++) {
        const index = (lo ^ (bytes[at] ?? 0)) & 0xff;
        lo = ((lo >>> 8) | (hi << 24)) ^ entry(low, index);
        hi = (hi >>> 8) ^ entry(high, index);
      }
    },
    digest: () => ((BigInt(~hi >>> 0) << 32n) | BigInt(~lo >>> 0)).toString(),
  };
}

/** One half of the state after the eight bytes that `a` and `b` hold. */
function foldEight(table: Uint32Array, a: number, b: number): number {
  return (
    entry(table, 1792 + (a & 0xff)) ^
    entry(table, 1536 + ((a >>> 8) & 0xff)) ^
    entry(table, 1280 + ((a >>> 16) & 0xff)) ^
    entry(table, 1024 + (a >>> 24)) ^
    entry(table, 768 + (b & 0xff)) ^
    entry(table, 512 + ((b >>> 8) & 0xff)) ^
    entry(table, 256 + ((b >>> 16) & 0xff)) ^
    entry(table, b >>> 24)
  );
}

function fillTables(): void {
  for (let byte = 0; byte < 256; byte++) {
    let hi = 0;
    let lo = byte;
    for (let bit = 0; bit < 8; bit++) {
      const carry = lo & 1;
      lo = (lo >>> 1) | (hi << 31);
      hi >>>= 1;
      if (carry === 1) {
        hi ^= polynomialHigh;
        lo ^= polynomialLow;
      }
    }
    high[byte] = hi;
    low[byte] = lo;
  }
  for (let index = 256; index < high.length; index++) {
    const hi = entry(high, index - 256);
    const lo = entry(low, index - 256);
    high[index] = (hi >>> 8) ^ entry(high, lo & 0xff);
    low[index] = ((lo >>> 8) | (hi << 24)) ^ entry(low, lo & 0xff);
  }
}

function entry(table: Uint32Array, index: number): number {
  return table[index] ?? 0;
}
