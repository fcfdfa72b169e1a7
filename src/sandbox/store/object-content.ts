import { createHash } from 'node:crypto';
import type { IHasher } from 'hash-wasm';
import { createBytesBody, type Body } from '../http/body.ts';
import type { TaskShape } from '../schema/task-schema.ts';
import { createLargeWorkbook } from '../workbook/large-workbook.ts';
import { createWorkbook } from '../workbook/create-workbook.ts';

/** The bytes of an object, and what the store knows of them. */
export interface ObjectContent {
  readonly body: Body;
  /** Unsigned decimal. */
  readonly crc64: string;
  /** With its quotes. */
  readonly etag: string;
  /** Base64; of objects that were uploaded in one piece only. */
  readonly contentMd5: string | undefined;
}

/** The workbook of a task. The same seed and shape give the same content. */
export function createObjectContent(seed: string, shape: TaskShape, crc64: IHasher): ObjectContent {
  return shape.sizeBytes === undefined
    ? describeUpload(createWorkbook(seed, shape.rows), crc64)
    : describeMultipartUpload(seed, createLargeWorkbook(seed, shape.sizeBytes), crc64);
}

function describeUpload(bytes: Uint8Array, crc64: IHasher): ObjectContent {
  const body = createBytesBody(bytes);
  const md5 = createHash('md5').update(bytes).digest();
  return {
    body,
    crc64: digestCrc64(crc64, body.read(0, body.sizeBytes)),
    etag: `"${md5.toString('hex').toUpperCase()}"`,
    contentMd5: md5.toString('base64'),
  };
}

/** Large files are uploaded in parts: their ETag is no digest of the content, and there is no MD5. */
function describeMultipartUpload(seed: string, body: Body, crc64: IHasher): ObjectContent {
  const partBytes = 8 * 1024 * 1024;
  const parts = Math.ceil(body.sizeBytes / partBytes);
  const opaque = createHash('md5').update(`${seed} ${body.sizeBytes}`).digest('hex');
  return {
    body,
    crc64: digestCrc64(crc64, body.read(0, body.sizeBytes)),
    etag: `"${opaque.toUpperCase()}-${parts}"`,
    contentMd5: undefined,
  };
}

/** @returns unsigned decimal, as OSS writes it */
export function digestCrc64(crc64: IHasher, pieces: Iterable<Uint8Array>): string {
  crc64.init();
  for (const piece of pieces) crc64.update(piece);
  return BigInt(`0x${crc64.digest('hex')}`).toString();
}
