import { ByteBuilder } from './byte-builder.ts';
import { limits } from './limits.ts';

/** What a cell holds. `error` is text such as `#N/A`, `date` is ISO 8601; `shared` refers to a shared string. */
export const cellKind = {
  empty: 0,
  number: 1,
  text: 2,
  shared: 3,
  boolean: 4,
  error: 5,
  date: 6,
} as const;
export type CellKind = (typeof cellKind)[keyof typeof cellKind];

/** The cells of one row by column, whatever their order in the file. Used again for the next row. */
export class Row {
  /** The bytes of all cells that do not share theirs. */
  readonly bytes = new ByteBuilder();
  readonly #kinds = new Uint8Array(limits.columns);
  readonly #starts = new Uint32Array(limits.columns);
  readonly #ends = new Uint32Array(limits.columns);
  /** One more than the last column that is not empty. */
  width = 0;

  clear(): void {
    this.#kinds.fill(0, 0, this.width);
    this.bytes.clear();
    this.width = 0;
  }

  /** The bytes of the cell begin at `start` and end where `bytes` ends now. If the column has a cell, it is replaced. */
  set(column: number, kind: CellKind, start: number): void {
    this.#kinds[column] = kind;
    this.#starts[column] = start;
    this.#ends[column] = this.bytes.length;
    if (column >= this.width) this.width = column + 1;
  }

  setShared(column: number, index: number): void {
    this.#kinds[column] = cellKind.shared;
    this.#starts[column] = index;
    if (column >= this.width) this.width = column + 1;
  }

  kindOf(column: number): CellKind {
    return column < this.width ? (this.#kinds[column] as CellKind) : cellKind.empty;
  }

  /** Position of its first byte; for a shared string, its number. */
  startOf(column: number): number {
    return this.#starts[column] ?? 0;
  }

  endOf(column: number): number {
    return this.#ends[column] ?? 0;
  }
}
