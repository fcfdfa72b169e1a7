import { extname } from 'node:path';
import { SiemExportError } from '../base/errors.ts';
import { sourceOf } from './sidecar.ts';

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
    throw createStructureError(kind, `it is not a whole zip archive (${textOf(error)})`);
  });
  if (kind === 'zip') return;
  const missing = workbookParts.filter((part) => !names.has(part));
  if (missing.length > 0) throw createStructureError(kind, `it lacks ${missing.join(' and ')}`);
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
  throw createStructureError(kind, 'it does not begin like a zip archive');
}

async function listEntries(path: string): Promise<Set<string>> {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(path, { lazyEntries: true });
  const names = new Set<string>();
  for await (const entry of zip.eachEntry()) names.add(entry.fileName);
  return names;
}

function createStructureError(kind: FileKind, why: string): SiemExportError {
  const [code, what] = kind === 'workbook' ? ['NotAWorkbook', 'a workbook'] : ['NotAZip', 'a zip'];
  return new SiemExportError(code, 'integrity', `what the store holds is not ${what}: ${why}`, {
    hint: 'Nothing was put under the final name. Start the export again if that stays so.',
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 100) : 'unreadable';
}
