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

/** Breaks a text into as few lines as its words fit on, all but the first indented. */
export function flowWords(text: string, options: FlowOptions): string {
  return flow(text.split(' '), { ...options, separator: ' ' });
}
