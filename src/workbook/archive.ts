import { createInflateRaw, crc32 } from 'node:zlib';
import { pipeline, type Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import { isSiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { malformed, notAWorkbook, raise, tooLarge } from './codes.ts';
import { limits } from './limits.ts';

/** Inflated bytes that are handed over at a time. */
const chunkBytes = 128 * 1024;
/** A local file header without name and extra field. */
const headerBytes = 30;

/** The zip archive that a workbook is. Its directory is checked before anything is inflated. */
export class Archive {
  readonly #zip: ZipFile;
  /** By name in lower case: names of parts are equal without regard to case (ECMA-376 part 2, 9.1.1.1.2). */
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /**
   * @param fd stays open; the caller closes it
   * @throws SiemExportError `NotAWorkbook`, `WorkbookTooLarge`
   */
  static async open(fd: number, sizeBytes: number): Promise<Archive> {
    const { fromFdPromise } = await import('yauzl');
    try {
      const zip = await fromFdPromise(fd, { lazyEntries: true, autoClose: false });
      return new Archive(zip, await readEntries(zip, sizeBytes));
    } catch (error) {
      throw describeZipError(error);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** Bytes of the part when it is inflated, as the directory declares. */
  sizeOf(name: string): number {
    return this.#find(name).uncompressedSize;
  }

  /**
   * The bytes of a part. They are never more than declared, and their check sum is verified at the end.
   * @throws SiemExportError `NotAWorkbook`, `WorkbookEncrypted`
   */
  async *read(name: string): AsyncGenerator<Uint8Array, void, undefined> {
    const entry = this.#find(name);
    const raw = await this.#openRaw(entry);
    const stream: Readable = entry.compressionMethod === 0 ? raw : inflate(raw);
    let read = 0;
    let sum = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        read += chunk.length;
        if (read > entry.uncompressedSize) {
          throw tooLarge({
            en: 'a part inflates to more than its declared size',
            zh: '有部分解压后超过其声明的大小',
          });
        }
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      throw describeZipError(error);
    } finally {
      raw.destroy();
      stream.destroy();
    }
    if (read !== entry.uncompressedSize || sum !== entry.crc32) {
      throw malformed({ en: 'the check sum of a part is wrong', zh: '有部分的校验和不符' });
    }
  }

  #find(name: string): Entry {
    const entry = this.#entries.get(name.toLowerCase());
    const shown = toPlainText(name).slice(0, 100);
    if (entry === undefined) throw notAWorkbook({ en: `${shown} is missing`, zh: `缺少 ${shown}` });
    return entry;
  }

  async #openRaw(entry: Entry): Promise<Readable> {
    if (entry.isEncrypted()) throw raise('WorkbookEncrypted');
    if (!entry.canDecodeFileData()) {
      const method = entry.compressionMethod;
      throw notAWorkbook({
        en: `compression method ${method} is not supported`,
        zh: `不支持压缩方法 ${method}`,
      });
    }
    try {
      return await this.#zip.openReadStreamPromise(entry, { decodeFileData: false });
    } catch (error) {
      throw describeZipError(error);
    }
  }
}

async function readEntries(zip: ZipFile, sizeBytes: number): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) {
    throw tooLarge({
      en: `the archive has ${zip.entryCount} entries, more than ${limits.entries}`,
      zh: `压缩包有 ${zip.entryCount} 个条目，超过 ${limits.entries} 个`,
    });
  }
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (entries.has(name)) {
      throw malformed({ en: 'two entries have the same name', zh: '有两个条目同名' });
    }
    entries.set(name, entry);
  }
  verifySizes([...entries.values()], sizeBytes);
  return entries;
}

function verifySizes(entries: readonly Entry[], sizeBytes: number): void {
  let total = 0;
  for (const { uncompressedSize, compressedSize } of entries) {
    total += uncompressedSize;
    verifyRatio(uncompressedSize, compressedSize);
  }
  verifyRatio(total, sizeBytes);
  if (total > limits.totalBytes) {
    throw tooLarge({
      en: `it inflates to ${total} bytes, more than ${limits.totalBytes}`,
      zh: `解压后有 ${total} 字节，超过 ${limits.totalBytes} 字节`,
    });
  }
  const sorted = entries.toSorted(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  let end = 0;
  for (const entry of sorted) {
    if (entry.relativeOffsetOfLocalHeader < end) {
      throw malformed({ en: 'entries of the archive overlap', zh: '压缩包的条目相互重叠' });
    }
    end =
      entry.relativeOffsetOfLocalHeader + headerBytes + entry.fileNameLength + entry.compressedSize;
  }
}

function verifyRatio(inflated: number, packed: number): void {
  if (inflated <= limits.smallBytes || inflated <= packed * limits.ratio) return;
  throw tooLarge({
    en: `it inflates to more than ${limits.ratio} times its size, like a zip bomb`,
    zh: `解压后超过其大小的 ${limits.ratio} 倍，疑似压缩炸弹`,
  });
}

function inflate(raw: Readable): Readable {
  // It inflates ahead in a thread of its own while the rows are read. The types leave the second option out.
  const options = { chunkSize: chunkBytes, readableHighWaterMark: 4 * chunkBytes };
  const stream = createInflateRaw(options);
  // An error reaches the reader of the stream.
  return pipeline(raw, stream, () => undefined);
}

/** Messages of yauzl and zlib are English, and may contain a name from the archive. */
function describeZipError(error: unknown): unknown {
  if (!(error instanceof Error) || isSiemExportError(error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code !== '' && !code.startsWith('Z_')) return error;
  const said = toPlainText(error.message).slice(0, 100);
  if (said.includes('encryption')) return raise('WorkbookEncrypted');
  return notAWorkbook({
    en: `it is not a whole zip archive (${said})`,
    zh: `它不是完整的 zip 压缩包（${said}）`,
  });
}
