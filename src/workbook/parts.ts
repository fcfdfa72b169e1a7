import { posix } from 'node:path';
import type { Archive } from './archive.ts';
import { notAWorkbook } from './codes.ts';
import { readPart } from './read-part.ts';

/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  /** The entry of the archive that holds it. */
  readonly part: string;
}

/** Locations of the parts of a workbook, and the content of its first part. */
export interface WorkbookParts {
  /** In the order of the tabs, hidden ones as well; charts and macros are left out. */
  readonly sheets: readonly Sheet[];
  readonly usesDatesFrom1904: boolean;
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
}

/** The target of a relationship. */
interface Relation {
  readonly id: string;
  /** The last word of its type: transitional and strict files differ in what is before it. */
  readonly type: string;
  readonly part: string;
}

/** Follows the relations from the package to the sheets: no part has a fixed name (ECMA-376 part 1, 12.3). */
export async function findParts(archive: Archive): Promise<WorkbookParts> {
  const main = await findMainPart(archive);
  const relations = await readRelations(archive, main);
  const partOf = (type: string): string | undefined => {
    const found = relations.find((relation) => relation.type === type);
    return found !== undefined && archive.has(found.part) ? found.part : undefined;
  };
  let usesDatesFrom1904 = false;
  const sheets: Sheet[] = [];
  await readPart(archive, main, ({ name, depth, attributes }) => {
    if (depth === 1 && name !== 'workbook') throw noWorkbookPart();
    if (name === 'workbookPr') usesDatesFrom1904 = isTrue(attributes.get('date1904'));
    if (name !== 'sheet') return;
    const id = [...attributes].find(([attribute]) => attribute.endsWith(':id'))?.[1];
    const relation = relations.find((each) => each.id === id && each.type === 'worksheet');
    if (relation === undefined) return;
    sheets.push({
      name: attributes.get('name') ?? `Sheet${sheets.length + 1}`,
      part: relation.part,
    });
  });
  return {
    sheets,
    usesDatesFrom1904,
    sharedStrings: partOf('sharedStrings'),
    styles: partOf('styles'),
  };
}

async function findMainPart(archive: Archive): Promise<string> {
  const relations = archive.has('_rels/.rels') ? await readRelations(archive, '') : [];
  const main = relations.find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (main.toLowerCase().endsWith('.bin')) {
    throw notAWorkbook({
      en: 'it is a binary workbook (.xlsb); save it as .xlsx',
      zh: '它是二进制工作簿（.xlsb），请另存为 .xlsx',
    });
  }
  if (archive.has(main)) return main;
  if (archive.has('content.xml') && archive.has('mimetype')) {
    throw notAWorkbook({
      en: 'it is an OpenDocument file (.ods); save it as .xlsx',
      zh: '它是 OpenDocument 文件（.ods），请另存为 .xlsx',
    });
  }
  throw noWorkbookPart();
}

/** @param part whose relations are read; empty: those of the package */
async function readRelations(archive: Archive, part: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  if (!archive.has(name)) return relations;
  await readPart(archive, name, (element) => {
    const { attributes } = element;
    if (element.name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
    const target = attributes.get('Target') ?? '';
    relations.push({
      id: attributes.get('Id') ?? '',
      type: (attributes.get('Type') ?? '').replace(/^.*\//s, ''),
      part: posix.join(target.startsWith('/') ? '' : folder, target).replace(/^\/+/, ''),
    });
  });
  return relations;
}

/** As XML Schema writes a boolean. */
function isTrue(written: string | undefined): boolean {
  return written === '1' || written === 'true';
}

function noWorkbookPart(): Error {
  return notAWorkbook({
    en: 'it is a zip archive without a workbook part',
    zh: '它是 zip 压缩包，但不含工作簿部分',
  });
}
