import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  promises,
  readSync,
  type Stats,
} from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { formatByteSize } from './byte-sizes.ts';
import { systemErrorCode } from './errors.ts';
import type { Localized, Text } from './ui-language.ts';

/** The largest settings, credentials, receipts and lists that are read. */
export const mostTextBytes = 16 * 1024 * 1024;

export interface PlainFileOptions {
  /** Default: `mostTextBytes`. */
  readonly maxBytes?: number;
  /**
   * The file was written by an earlier run: files and links of other users are refused, except those of
   * root. Not checked on Windows.
   */
  readonly isOurs?: boolean;
}

export interface PlainFile {
  readonly bytes: Buffer;
  readonly mode: number;
}

export class PlainFileError extends Error {
  override readonly name = 'PlainFileError';
  readonly kind: 'folder' | 'special' | 'foreign' | 'too-large';
  readonly reason: Localized;

  constructor(kind: PlainFileError['kind'], reason: Localized) {
    super(reason.en);
    this.kind = kind;
    this.reason = reason;
  }
}

/** Why a file could not be read, as part of a sentence: the reason, otherwise the system's code. */
export function describeReadFailure(error: unknown): Text {
  return error instanceof PlainFileError
    ? error.reason
    : (systemErrorCode(error) ?? 'unknown error');
}

/**
 * Opens a file for reading. Does not wait for the other end of a pipe, and checks the opened file rather than
 * its name, which another process could change in between.
 * @throws PlainFileError for what is not a regular file; a system error
 */
export async function openPlainFile(
  path: string,
  options: PlainFileOptions = {},
): Promise<FileHandle> {
  const file = await promises.open(path, readFlags(path));
  try {
    const found = await file.stat();
    validateFile(path, found, options.isOurs === true ? await promises.lstat(path) : undefined);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** @throws PlainFileError for what is not a regular file of a sensible size; a system error */
export async function readPlainFile(
  path: string,
  options: PlainFileOptions = {},
): Promise<PlainFile> {
  const file = await openPlainFile(path, options);
  try {
    const found = await file.stat();
    const content = createContent(found, options);
    for (;;) {
      const { bytesRead } = await file.read(content.space());
      if (bytesRead === 0) return { bytes: content.bytes(), mode: found.mode };
      content.add(bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Synchronous: loading `node:fs/promises` takes longer than all of `config get`. */
export function readPlainFileSync(path: string, options: PlainFileOptions = {}): PlainFile {
  const descriptor = openSync(path, readFlags(path));
  try {
    const found = fstatSync(descriptor);
    validateFile(path, found, options.isOurs === true ? lstatSync(path) : undefined);
    const content = createContent(found, options);
    for (;;) {
      const bytesRead = readSync(descriptor, content.space());
      if (bytesRead === 0) return { bytes: content.bytes(), mode: found.mode };
      content.add(bytesRead);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The paths of `<(command)` and of standard input: the other end is known to be open. */
const inheritedPath = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/self\/fd\/\d+)$/;

function readFlags(path: string): number {
  // Windows has neither O_NONBLOCK nor O_NOCTTY.
  const { O_RDONLY, O_NONBLOCK = 0, O_NOCTTY = 0 } = constants as Partial<typeof constants>;
  return (O_RDONLY ?? 0) | (inheritedPath.test(path) ? 0 : O_NONBLOCK | O_NOCTTY);
}

/** @param name status of the path itself, if the file must be ours */
function validateFile(path: string, found: Stats, name: Stats | undefined): void {
  if (found.isDirectory()) {
    throw new PlainFileError('folder', { en: 'it is a folder', zh: '它是文件夹' });
  }
  if (!found.isFile() && !inheritedPath.test(path)) {
    throw new PlainFileError('special', {
      en: 'it is a pipe, a socket or a device',
      zh: '它是管道、套接字或设备',
    });
  }
  if (name === undefined) return;
  const foreign = [found, name].find((each) => !isTrustedOwner(each.uid));
  if (foreign === undefined) return;
  throw new PlainFileError('foreign', {
    en: `it belongs to another user (uid ${foreign.uid})`,
    zh: `它属于其他用户（uid ${foreign.uid}）`,
  });
}

/** @returns undefined on Windows */
export function findOwnUid(): number | undefined {
  return process.geteuid?.();
}

/** Whether a file of that user can be believed: this process's user, or root. */
export function isTrustedOwner(uid: number): boolean {
  const own = findOwnUid();
  return own === undefined || uid === own || uid === 0;
}

/** A buffer that grows: the reported size may be wrong, as for files in /proc. */
function createContent({ size }: Stats, { maxBytes = mostTextBytes }: PlainFileOptions) {
  const validateSize = (bytes: number): void => {
    if (bytes <= maxBytes) return;
    const limit = formatByteSize(maxBytes);
    throw new PlainFileError('too-large', {
      en: `it is larger than ${limit}`,
      zh: `它超过 ${limit}`,
    });
  };
  validateSize(size);
  let content = Buffer.allocUnsafe(Math.max(size + 1, 4096));
  let filled = 0;
  return {
    space: (): Buffer => {
      if (filled === content.length) {
        content = Buffer.concat([content], 2 * content.length);
      }
      return content.subarray(filled);
    },
    add: (bytesRead: number): void => {
      filled += bytesRead;
      validateSize(filled);
    },
    bytes: (): Buffer => content.subarray(0, filled),
  };
}
