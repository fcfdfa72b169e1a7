import { createCRC64 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { digestCrc64 } from '../../../src/sandbox/store/object-content.ts';

describe('CRC-64/XZ', () => {
  it('has the check value of its definition, however the bytes are cut', async () => {
    const crc64 = await createCRC64();
    const digest = (...pieces: string[]): string =>
      digestCrc64(
        crc64,
        pieces.map((piece) => Buffer.from(piece)),
      );
    expect(digest('123456789')).toBe('11051210869376104954');
    expect(digest('1', '', '2345678', '9')).toBe('11051210869376104954');
    expect(digest()).toBe('0');
  });
});
