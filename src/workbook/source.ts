import { close, constants, createReadStream, fstat, open, read } from 'node:fs';
import { mkdtemp, open as openHandle, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { notAWorkbook, raise, tooLarge } from './codes.ts';
import { limits } from './limits.ts';

/** A workbook that is open, with access to any of its bytes. */
export interface Source {
  readonly fd: number;
  readonly sizeBytes: number;
  close(): Promise<void>;
}

/**
 * Opens a file; a stream, or a pipe by its path, is written to a temporary file first, for the directory of a zip is
 * at its end. The file is for this user alone, and has no name any more when its first byte is written, where
 * the system allows that: a run that is killed leaves nothing.
 * @param temporary the folder for it
 * @throws the system's errors; SiemExportError `NotAWorkbook`, `WorkbookEncrypted`, `WorkbookTooLarge`
 */
export async function openSource(
  from: string | Readable,
  temporary: string,
  signal?: AbortSignal,
): Promise<Source> {
  signal?.throwIfAborted();
  if (typeof from !== 'string') return spool(from, temporary, signal);
  const fd = await promisify(open)(from, constants.O_RDONLY);
  const stats = await promisify(fstat)(fd);
  // The stream closes the descriptor itself.
  if (stats.isFIFO()) return spool(createReadStream('', { fd }), temporary, signal);
  const source = { fd, sizeBytes: stats.size, close: () => promisify(close)(fd) };
  try {
    await verifyKind(source);
    return source;
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function spool(stream: Readable, temporary: string, signal?: AbortSignal): Promise<Source> {
  const folder = await mkdtemp(join(temporary, 'siem-export-'));
  const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const file = await openHandle(join(folder, 'workbook'), 'wx+', 0o600).catch(
    async (error: unknown) => {
      await removeFolder();
      throw error;
    },
  );
  const closeAll = async (): Promise<void> => {
    await file.close();
    await removeFolder();
  };
  // Windows removes no file that is open: there it goes when it is closed.
  await removeFolder().catch(() => undefined);
  try {
    const sizeBytes = await writeAll(stream, (chunk) => file.writeFile(chunk), signal);
    const source = { fd: file.fd, sizeBytes, close: closeAll };
    await verifyKind(source);
    return source;
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function writeAll(
  stream: Readable,
  write: (chunk: Uint8Array) => Promise<void>,
  signal?: AbortSignal,
): Promise<number> {
  const stop = (): void => {
    stream.destroy(signal?.reason as Error);
  };
  signal?.addEventListener('abort', stop, { once: true });
  let sizeBytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      sizeBytes += chunk.length;
      if (sizeBytes > limits.totalBytes) {
        throw tooLarge({ en: 'the stream does not end', zh: '输入流过长' });
      }
      await write(chunk);
    }
    return sizeBytes;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** How a compound file begins: an old workbook, or an encrypted one ([MS-CFB] 2.2, [MS-OFFCRYPTO] 2.3). */
const compoundStart = 'd0cf11e0a1b11ae1';

async function verifyKind({ fd, sizeBytes }: Source): Promise<void> {
  const start = await readAt(fd, 0, 8);
  if (start.toString('hex') === compoundStart) throw await describeCompound(fd, sizeBytes);
  if (start.toString('latin1', 0, 2) === 'PK') return;
  if (sizeBytes === 0) throw notAWorkbook({ en: 'it is empty', zh: '文件为空' });
  throw notAWorkbook({
    en: 'it does not begin like a zip archive',
    zh: '其开头不是 zip 压缩包的开头',
  });
}

/** How much of a compound file is searched for the names of its streams. */
const searchedBytes = 64 * 1024 ** 2;
const stepBytes = 256 * 1024;

async function describeCompound(fd: number, sizeBytes: number): Promise<Error> {
  const nameIn = (bytes: Buffer, name: string): boolean =>
    bytes.includes(Buffer.from(`${name}\0`, 'utf16le'));
  let isOld = false;
  for (let at = 0; at < Math.min(sizeBytes, searchedBytes); at += stepBytes) {
    const bytes = await readAt(fd, at, stepBytes + 64);
    if (nameIn(bytes, 'EncryptedPackage')) return raise('WorkbookEncrypted');
    isOld ||= nameIn(bytes, 'Workbook') || nameIn(bytes, 'Book');
  }
  if (!isOld) return notAWorkbook({ en: 'it is a compound file', zh: '它是复合文档' });
  return notAWorkbook({
    en: 'it is in the old format of Excel 97 to 2003 (.xls); save it as .xlsx',
    zh: '它是 Excel 97-2003 的旧格式（.xls），请另存为 .xlsx',
  });
}

async function readAt(fd: number, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await promisify(read)(
    fd,
    Buffer.alloc(length),
    0,
    length,
    position,
  );
  return buffer.subarray(0, bytesRead);
}
