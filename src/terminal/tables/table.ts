import type { Brush } from '../style/paint.ts';

export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => string;
  readonly paint?: ((row: Row) => Brush) | undefined;
  /** Numbers stand on the right. */
  readonly align?: 'right' | undefined;
  /** Where there is no room: the highest goes first; undefined: never. */
  readonly dropped?: number | undefined;
  /** What is too long is cut down to so many columns before anything goes. */
  readonly least?: number | undefined;
}

export interface TableOptions {
  /** `Infinity`: as wide as it is. */
  readonly columns: number;
  readonly measure: (text: string) => number;
  /** Makes a text fit. */
  readonly cut: (text: string, columns: number) => string;
  readonly paintLabel: Brush;
}

const gap = '  ';

/** Rows under labels, within the columns of a terminal. */
export function formatTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  options: TableOptions,
): string {
  const widths = layOut(rows, columns, options);
  const shown = columns.filter((column) => widths.has(column));
  const formatRow = (cell: (column: Column<Row>) => string, row?: Row): string => {
    const last = shown.at(-1);
    const cells = shown.map((column) => {
      const width = widths.get(column) ?? 0;
      const text = options.cut(cell(column), width);
      const room = ' '.repeat(Math.max(0, width - options.measure(text)));
      const brush = row === undefined ? options.paintLabel : column.paint?.(row);
      const painted = brush === undefined ? text : brush(text);
      if (column.align === 'right') return room + painted;
      return column === last ? painted : painted + room;
    });
    return cells.join(gap).trimEnd();
  };
  return [
    formatRow(({ label }) => label),
    ...rows.map((row) => formatRow(({ cell }) => cell(row), row)),
  ].join('\n');
}

/** How wide each column is; those that there is no room for are absent. */
function layOut<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { columns: room, measure }: TableOptions,
): ReadonlyMap<Column<Row>, number> {
  const widths = new Map(
    columns.map((column) => {
      const texts = [column.label, ...rows.map((row) => column.cell(row))];
      return [column, Math.max(...texts.map(measure))] as const;
    }),
  );
  const excess = (): number =>
    [...widths.values()].reduce((sum, width) => sum + width + gap.length, -gap.length) - room;
  const cuttable = (): number =>
    [...widths].reduce(
      (sum, [{ least }, width]) => sum + (least === undefined ? 0 : Math.max(0, width - least)),
      0,
    );
  const order = columns
    .filter(({ dropped }) => dropped !== undefined)
    .sort((a, b) => (b.dropped ?? 0) - (a.dropped ?? 0));
  for (const column of order) {
    if (excess() <= cuttable()) break;
    widths.delete(column);
  }
  for (const [column, width] of widths) {
    if (column.least === undefined || excess() <= 0) continue;
    widths.set(column, Math.max(Math.min(column.least, width), width - excess()));
  }
  return widths;
}
