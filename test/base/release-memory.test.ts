import { describe, expect, it } from 'vitest';
import { releaseMemory } from '../../src/base/release-memory.ts';

describe('the memory of a chunk', () => {
  // Node 20 has no ArrayBuffer.prototype.transfer.
  it.skipIf(!('transfer' in ArrayBuffer.prototype))('is freed, once', () => {
    const chunk = Buffer.allocUnsafeSlow(100_000);
    const { buffer } = chunk;
    releaseMemory(chunk);
    expect(buffer.byteLength).toBe(0);
    expect(() => {
      releaseMemory(chunk);
    }).not.toThrow();
  });

  it('is kept if it holds more than the chunk', () => {
    const whole = Buffer.alloc(100, 'x');
    releaseMemory(whole.subarray(0, 50));
    expect(whole.toString()).toBe('x'.repeat(100));
  });
});
