/**
 * Gives the memory of a chunk back now and not with the next garbage collection, before which Node 22
 * and later let 60 MB of them pile up. Node 20 cannot do it.
 * Memory that holds more than the chunk is left alone.
 * @param chunk empty afterwards: nobody may need it any more
 */
export function releaseMemory({ buffer, byteLength }: Buffer): void {
  const memory: { readonly byteLength: number; transfer?: (toBytes: number) => unknown } = buffer;
  if (byteLength > 0 && memory.byteLength === byteLength) memory.transfer?.(0);
}
