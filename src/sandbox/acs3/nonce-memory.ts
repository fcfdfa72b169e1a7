/** Remembers which nonces were used. */
export interface NonceMemory {
  /** @returns false where the nonce was used before */
  use(accessKeyId: string, nonce: string, now: number): boolean;
}

/** A date may be 15 minutes off to either side: a request is valid for 30 minutes at most. */
const rememberedMs = 30 * 60_000;
/** Half of what is held at most; beyond it, at some hundred requests a second, the oldest go early. */
const fullGeneration = 250_000;

/** Two generations: when the younger one is old or full, it takes the place of the older one. */
export function createNonceMemory(): NonceMemory {
  let older = new Set<string>();
  let younger = new Set<string>();
  let youngerSince = -Infinity;
  return {
    use(accessKeyId, nonce, now) {
      if (now - youngerSince > rememberedMs || younger.size >= fullGeneration) {
        older = younger;
        younger = new Set();
        youngerSince = now;
      }
      const key = `${accessKeyId} ${nonce}`;
      if (younger.has(key) || older.has(key)) return false;
      younger.add(key);
      return true;
    },
  };
}
