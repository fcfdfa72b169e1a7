import fc from 'fast-check';
import { createCRC64 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { createCrc64 } from '../../../src/sandbox/store/crc64.ts';

describe('CRC-64/XZ', () => {
  it('has the check value of its definition', () => {
    expect(digestOf([Buffer.from('123456789')])).toBe('11051210869376104954');
    expect(digestOf([])).toBe('0');
  });

  it('agrees with hash-wasm, however the bytes are cut', async () => {
    const other = await createCRC64();
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (pieces) => {
        other.init();
        for (const piece of pieces) other.update(piece);
        expect(digestOf(pieces)).toBe(BigInt(`0x${other.digest('hex')}`).toString());
      }),
    );
  });
});

function digestOf(pieces: readonly Uint8Array[]): string {
  const crc = createCrc64();
  for (const piece of pieces) crc.update(piece);
  return crc.digest();
}
