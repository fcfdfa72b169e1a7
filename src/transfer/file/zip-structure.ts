import { extname } from 'node:path';
import { systemErrorCode, type SiemExportError } from '../../base/errors.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { Text } from '../../base/ui-language.ts';
import type { FileKind } from '../download-request.ts';
import { texts } from './texts.ts';
import { raiseStoreError } from '../store/codes.ts';
import { sourceOf } from '../store/link.ts';

/** By the ending of the file's name, here or in the store. A workbook is a zip archive too. */
export function kindOf(path: string | null, link: string): FileKind | undefined {
  const endings = [path ?? '', sourceOf(link)].map((name) => extname(name).toLowerCase());
  if (endings.some((ending) => ending === '.xlsx' || ending === '.xlsm')) return 'workbook';
  return endings.includes('.zip') ? 'zip' : undefined;
}

/** Required in a workbook (ECMA-376, part 2; the second by its usual name). */
const workbookParts = ['[Content_Types].xml', 'xl/workbook.xml'];

/**
 * Verifies that the file has the structure of its kind: reads the whole central directory of the zip.
 * An error page never passes for a workbook.
 * @throws SiemExportError with exit `integrity`
 */
export async function verifyStructure(path: string, kind: FileKind): Promise<void> {
  const names = await listEntries(path).catch((error: unknown) => {
    // The disk failed to read it: that says nothing about the content.
    if (/^E(?!RR_)/.test(systemErrorCode(error) ?? '')) throw error;
    throw createStructureError(kind, texts.unreadableZip(textOf(error)));
  });
  if (kind === 'zip') return;
  const missing = workbookParts.filter((part) => !names.has(part));
  if (missing.length > 0) throw createStructureError(kind, texts.partsMissing(missing));
}

/** The start of a zip archive; an empty one has only its end record. */
const signatures = ['PK\u0003\u0004', 'PK\u0005\u0006'];

/**
 * Verifies the first bytes of a stream, which cannot be read again.
 * @param position of the chunk in the file
 * @throws SiemExportError with exit `integrity`
 */
export function verifyStart(position: number, chunk: Buffer, kind: FileKind): void {
  const start = chunk.toString('latin1', 0, Math.max(0, 4 - position));
  if (signatures.some((signature) => signature.startsWith(start, position))) return;
  throw createStructureError(kind, texts.noZipStart);
}

async function listEntries(path: string): Promise<Set<string>> {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(path, { lazyEntries: true });
  const names = new Set<string>();
  for await (const entry of zip.eachEntry()) names.add(entry.fileName);
  return names;
}

function createStructureError(kind: FileKind, why: Text): SiemExportError {
  return kind === 'workbook'
    ? raiseStoreError('NotAWorkbook', { message: texts.invalidWorkbook(why) })
    : raiseStoreError('NotAZip', { message: texts.invalidZip(why) });
}

/** The message may contain the name of an entry, which comes from outside. */
function textOf(error: unknown): string {
  return error instanceof Error ? toPlainText(error.message).slice(0, 100) : 'unreadable';
}
