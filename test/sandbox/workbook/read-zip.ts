import { crc32, inflateRawSync } from 'node:zlib';

/**
 * The entries of a zip, found as every reader finds them: from the end, by the central directory.
 * @throws where a size, a CRC-32 or an offset is wrong
 */
export function readZip(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const end = bytes.length - 22;
  expectSignature(bytes, end, 0x06054b50);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (at + bytes.readUInt32LE(end + 12) !== end) throw new Error('the directory has another size');
  const entries = new Map<string, Buffer>();
  for (let index = 0; index < count; index++) {
    expectSignature(bytes, at, 0x02014b50);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    entries.set(name, readEntry(bytes, at));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function readEntry(bytes: Buffer, directoryAt: number): Buffer {
  const local = bytes.readUInt32LE(directoryAt + 42);
  expectSignature(bytes, local, 0x04034b50);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const stored = bytes.subarray(start, start + bytes.readUInt32LE(directoryAt + 20));
  const content = bytes.readUInt16LE(directoryAt + 10) === 0 ? stored : inflateRawSync(stored);
  if (content.length !== bytes.readUInt32LE(directoryAt + 24)) throw new Error('another size');
  if (crc32(content) !== bytes.readUInt32LE(directoryAt + 16)) throw new Error('another CRC-32');
  return content;
}

function expectSignature(bytes: Buffer, at: number, signature: number): void {
  if (bytes.readUInt32LE(at) !== signature) throw new Error(`no signature at ${at}`);
}
