/**
 * The service signs Links with a key pair of its own. There is one for each generation of Links: those
 * of earlier generations count as expired.
 */
export interface StoreKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

export function createStoreKey(generation: number): StoreKey {
  const number = String(generation).padStart(6, '0');
  return {
    accessKeyId: `SandboxStoreKey${number}`,
    accessKeySecret: `SandboxStoreSecretThatOpensNothing${number}`,
  };
}

/** The generation of a key id, or undefined where it is none of the store's. */
export function parseStoreKeyId(accessKeyId: string): number | undefined {
  const [, number] = /^SandboxStoreKey(\d{6})$/.exec(accessKeyId) ?? [];
  return number === undefined ? undefined : Number(number);
}
