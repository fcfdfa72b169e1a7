export interface FlowOptions {
  /** `Infinity`: everything stands on one line. */
  readonly columns: number;
  /** Columns that a text takes on a terminal. */
  readonly measure: (text: string) => number;
  /** Between two parts of a line. Default: two spaces. */
  readonly separator?: string | undefined;
  /** Before the second line and those after it. Default: two spaces. */
  readonly indent?: string | undefined;
}

/** Lays parts out on as few lines as they fit on. No part is broken: a terminal cuts one that is too long. */
export function flow(parts: readonly string[], options: FlowOptions): string {
  const { columns, measure, separator = '  ', indent = '  ' } = options;
  const [first = '', ...others] = parts;
  const lines: string[] = [];
  let line = first;
  for (const part of others) {
    const longer = `${line}${separator}${part}`;
    if (measure(longer) > columns) {
      lines.push(line);
      line = `${indent}${part}`;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join('\n');
}

/**
 * Where a line may end: at blanks, and between Chinese characters, but neither before what closes nor
 * after what opens.
 */
const breakable =
  /\s*[（“《「]*(?:[\u2e80-\u9fff\uf900-\uffef]|[^\s\u2e80-\u9fff\uf900-\uffef]+)[，。：；、！？）”》」…]*/gu;

/** Breaks a text into as few lines as it fits on, all but the first indented. */
export function flowWords(text: string, options: FlowOptions): string {
  const { columns, measure, indent = '  ' } = options;
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(breakable) ?? []) {
    if (line !== '' && measure(`${line}${part}`) > columns) {
      lines.push(line);
      line = `${indent}${part.trimStart()}`;
    } else {
      line += part;
    }
  }
  return [...lines, line].join('\n');
}
