import type { Archive } from './archive.ts';
import { readPart } from './read-part.ts';

/** How a cell's number is shown. `duration` counts hours beyond 24. */
export const shownAs = { number: 0, date: 1, dateTime: 2, time: 3, duration: 4 } as const;
export type ShownAs = (typeof shownAs)[keyof typeof shownAs];

/**
 * Formats that files name by number alone (ECMA-376 part 1, 18.8.30), those of East Asia as China has them:
 * 27 to 36 and 50 to 58.
 */
const builtIn: ReadonlyMap<number, ShownAs> = new Map<number, ShownAs>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map(
    (id) => [id, shownAs.date] as const,
  ),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id) => [id, shownAs.time] as const),
  [22, shownAs.dateTime],
  [46, shownAs.duration],
]);

/** @returns for each style that a cell may have (its `s`) how it shows numbers */
export async function readStyles(archive: Archive, part: string): Promise<Uint8Array> {
  const own = new Map<number, ShownAs>();
  const styles: number[] = [];
  let isInCellFormats = false;
  await readPart(
    archive,
    part,
    ({ name, attributes }) => {
      if (name === 'cellXfs') isInCellFormats = true;
      const id = Number(attributes.get('numFmtId') ?? 0);
      if (name === 'numFmt') own.set(id, classifyFormat(attributes.get('formatCode') ?? ''));
      if (name === 'xf' && isInCellFormats) styles.push(id);
    },
    (name) => {
      if (name === 'cellXfs') isInCellFormats = false;
    },
  );
  return Uint8Array.from(styles, (id) => own.get(id) ?? builtIn.get(id) ?? shownAs.number);
}

/** Literal text in a format code: quoted or escaped characters, spaces and fill characters. */
const literal = /"[^"]*"|\\.|_.|\*./gs;

/** @param code a number format (ECMA-376 part 1, 18.8.31); the section for positive numbers decides */
export function classifyFormat(code: string): ShownAs {
  const [section = ''] = code.replace(literal, '').split(';');
  if (/\[(?:h+|m+|s+)\]/i.test(section)) return shownAs.duration;
  const letters = section
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|g\/通用格式/gi, '')
    .replace(/e[+-]/gi, '')
    .replace(/am\/pm|a\/p|上午\/下午/gi, 'h')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
  const hasTime = /[hs]/.test(letters);
  // m is a month, unless it follows hours or comes before seconds.
  const withoutMinutes = letters.replace(/h+m{1,2}(?!m)/g, 'h').replace(/(?<!m)m{1,2}s/g, 's');
  if (/[ydmega]|b{2}/.test(withoutMinutes)) return hasTime ? shownAs.dateTime : shownAs.date;
  return hasTime ? shownAs.time : shownAs.number;
}
