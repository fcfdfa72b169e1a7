import { describe, expect, it } from 'vitest';
import { createNonceMemory } from '../../../src/sandbox/acs3/nonce-memory.ts';

const minute = 60_000;

describe('the memory of nonces', () => {
  it('holds each of them for at least half an hour', () => {
    const nonces = createNonceMemory();
    expect(nonces.use('key', 'first', 0)).toBe(true);
    expect(nonces.use('key', 'a', 29 * minute)).toBe(true);
    expect(nonces.use('key', 'b', 31 * minute)).toBe(true);
    expect(nonces.use('key', 'a', 58 * minute)).toBe(false);
  });

  it('forgets them in the end', () => {
    const nonces = createNonceMemory();
    for (const at of [0, 31, 62]) nonces.use('key', String(at), at * minute);
    expect(nonces.use('key', '0', 62 * minute)).toBe(true);
  });

  it('tells keys apart', () => {
    const nonces = createNonceMemory();
    expect([nonces.use('one', 'a', 0), nonces.use('other', 'a', 0)]).toEqual([true, true]);
  });
});
