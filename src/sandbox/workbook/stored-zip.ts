import { crc32 } from 'node:zlib';
import { createBytesBody, createJoinedBody, type Body } from '../http/body.ts';

export interface ZipEntry {
  /** ASCII. */
  readonly name: string;
  readonly body: Body;
}

/** 1 January 1980, in the form of MS-DOS: the earliest day that a zip can hold. */
const dosDate = 0x21;

/**
 * A zip whose entries are not compressed, so that any part of it can be made without what is before
 * it. Below 4 GiB: no zip64. fflate writes zips from their beginning only.
 */
export function createStoredZip(entries: readonly ZipEntry[]): Body {
  const parts: Body[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, body } of entries) {
    const facts = { name: Buffer.from(name), crc: crcOf(body), sizeBytes: body.sizeBytes, offset };
    const header = createBytesBody(formatLocalHeader(facts));
    parts.push(header, body);
    directory.push(formatDirectoryEntry(facts));
    offset += header.sizeBytes + body.sizeBytes;
  }
  const entriesBytes = Buffer.concat(directory);
  const end = formatDirectoryEnd(entries.length, entriesBytes.length, offset);
  return createJoinedBody([...parts, createBytesBody(Buffer.concat([entriesBytes, end]))]);
}

/** How long the zip is besides what its entries hold. */
export function zipOverheadBytes(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + 30 + 46 + 2 * name.length, 22);
}

interface EntryFacts {
  readonly name: Buffer;
  readonly crc: number;
  readonly sizeBytes: number;
  readonly offset: number;
}

function crcOf(body: Body): number {
  let crc = 0;
  for (const piece of body.read(0, body.sizeBytes)) crc = crc32(piece, crc);
  return crc;
}

function formatLocalHeader({ name, crc, sizeBytes }: EntryFacts): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(dosDate, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(sizeBytes, 18);
  header.writeUInt32LE(sizeBytes, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function formatDirectoryEntry({ name, crc, sizeBytes, offset }: EntryFacts): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(dosDate, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(sizeBytes, 20);
  entry.writeUInt32LE(sizeBytes, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, name]);
}

function formatDirectoryEnd(count: number, sizeBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(sizeBytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
