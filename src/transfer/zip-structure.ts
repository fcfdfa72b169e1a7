import { extname } from 'node:path';
import { SiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { sourceOf } from './sidecar.ts';
import { text, type Texts } from './texts.ts';

/** What a file has to be, by its name. */
export type FileKind = 'workbook' | 'zip';

/** @param names of the file: the one here, and the one in the store; a workbook is a zip too */
export function kindOf(path: string | null, link: string): FileKind | undefined {
  const endings = [path ?? '', sourceOf(link)].map((name) => extname(name).toLowerCase());
  if (endings.some((ending) => ending === '.xlsx' || ending === '.xlsm')) return 'workbook';
  return endings.includes('.zip') ? 'zip' : undefined;
}

/** What no workbook lacks (ECMA-376, part 2; the second by its usual name). */
const workbookParts = ['[Content_Types].xml', 'xl/workbook.xml'];

/**
 * Whether the file is what its name says: the central directory of a zip is read from end to end. An
 * error page can never pass for a workbook.
 * @throws SiemExportError with exit `integrity`
 */
export async function verifyStructure(path: string, kind: FileKind): Promise<void> {
  const names = await listEntries(path).catch((error: unknown) => {
    throw createStructureError(kind, (texts) => texts.noWholeZip(textOf(error)));
  });
  if (kind === 'zip') return;
  const missing = workbookParts.filter((part) => !names.has(part));
  if (missing.length > 0) throw createStructureError(kind, (texts) => texts.lacksParts(missing));
}

/** A zip archive begins so; an empty one consists of its end alone. */
const signatures = ['PK\u0003\u0004', 'PK\u0005\u0006'];

/**
 * A look at the first bytes as they pass, where there will be no file to look at.
 * @param position where the chunk stands in the file
 * @throws SiemExportError with exit `integrity`
 */
export function verifyStart(position: number, chunk: Buffer, kind: FileKind): void {
  const start = chunk.toString('latin1', 0, Math.max(0, 4 - position));
  if (signatures.some((signature) => signature.startsWith(start, position))) return;
  throw createStructureError(kind, (texts) => texts.noZipStart);
}

async function listEntries(path: string): Promise<Set<string>> {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(path, { lazyEntries: true });
  const names = new Set<string>();
  for await (const entry of zip.eachEntry()) names.add(entry.fileName);
  return names;
}

function createStructureError(kind: FileKind, why: (texts: Texts) => string): SiemExportError {
  const isWorkbook = kind === 'workbook';
  return new SiemExportError(
    isWorkbook ? 'NotAWorkbook' : 'NotAZip',
    'integrity',
    text((texts) => (isWorkbook ? texts.notAWorkbook(why(texts)) : texts.notAZip(why(texts)))),
    { hint: text((texts) => texts.structureHint) },
  );
}

/** It may hold the name of an entry, which is whatever the store sent. */
function textOf(error: unknown): string {
  return error instanceof Error ? toPlainText(error.message).slice(0, 100) : 'unreadable';
}
