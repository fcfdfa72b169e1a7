/** The parts of an xlsx package that do not depend on its rows (ECMA-376). */
export interface PackagePart {
  readonly name: string;
  readonly text: string;
}

/** Indexes into `cellXfs` of the style sheet below. */
export const styles = { plain: 0, header: 1, moment: 2 } as const;

export const sheetPath = 'xl/worksheets/sheet1.xml';
export const sharedStringsPath = 'xl/sharedStrings.xml';
const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** All parts but the sheet and its shared strings. */
export const fixedParts: readonly PackagePart[] = [
  {
    name: '[Content_Types].xml',
    text:
      `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      override('/xl/workbook.xml', 'sheet.main') +
      override(`/${sheetPath}`, 'worksheet') +
      override(`/${sharedStringsPath}`, 'sharedStrings') +
      override('/xl/styles.xml', 'styles') +
      '</Types>',
  },
  {
    name: '_rels/.rels',
    text: relationshipsPart([['officeDocument', 'xl/workbook.xml']]),
  },
  {
    name: 'xl/workbook.xml',
    text:
      `${xmlHead}<workbook xmlns="${main}" xmlns:r="${relationships}">` +
      '<bookViews><workbookView/></bookViews>' +
      '<sheets><sheet name="安全事件 Incidents" sheetId="1" r:id="rId1"/></sheets></workbook>',
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    text: relationshipsPart([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ]),
  },
  {
    name: 'xl/styles.xml',
    text:
      `${xmlHead}<styleSheet xmlns="${main}">` +
      '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>' +
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
      '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
      '<fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
      '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
      '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  },
];

/** What stands before the rows of the sheet: the header row frozen, the columns' widths. */
export function formatSheetStart(widths: readonly number[]): string {
  const columns = widths.map(
    (width, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return (
    `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    '<selection pane="bottomLeft"/>' +
    `</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`
  );
}

export const sheetEnd = '</sheetData></worksheet>';

export function formatSharedStrings(texts: Iterable<string>): string {
  const items = Array.from(texts, (text) => `<si>${formatText(text)}</si>`);
  return `${xmlHead}<sst xmlns="${main}" uniqueCount="${items.length}">${items.join('')}</sst>`;
}

/** A text as the element `t`, its spaces and line breaks kept. */
export function formatText(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<t xml:space="preserve">${escaped}</t>`;
}

function override(part: string, type: string): string {
  return `<Override PartName="${part}" ContentType="${spreadsheetType}.${type}+xml"/>`;
}

function relationshipsPart(targets: readonly (readonly [type: string, target: string])[]): string {
  const items = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${target}"/>`,
  );
  return `${xmlHead}<Relationships xmlns="${packageRelationships}">${items.join('')}</Relationships>`;
}
