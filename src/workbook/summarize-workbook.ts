import { readRows, type CellValue, type SheetRow } from './read-rows.ts';
import type { WorkbookOptions } from './workbook.ts';

/** The values of a column. */
export interface ColumnSummary {
  readonly name: string;
  /** Cells that are not empty. */
  readonly filled: number;
  /** Different values; exact unless `hasMore`. */
  readonly distinct: number;
  /** There are more different values than were counted. */
  readonly hasMore: boolean;
  /** The most frequent values; of equally frequent ones, the first in the sheet. With `hasMore`, among the counted values. */
  readonly top: readonly CountedValue[];
}

export interface CountedValue {
  readonly value: CellValue;
  readonly count: number;
}

export interface SheetSummary {
  readonly name: string;
  /** Rows without the header. */
  readonly count: number;
  readonly columns: readonly ColumnSummary[];
}

/** Different values that are counted for each column. */
const mostDistinct = 10_000;
/** Characters of all values that are kept: an attacker can fill each cell with another long text. */
const mostCharacters = 64 * 1024 ** 2;
const topCount = 10;

/**
 * Counts the values of each column. Memory does not grow with the rows.
 * @throws as `readRows`
 */
export async function summarizeWorkbook(options: WorkbookOptions): Promise<SheetSummary[]> {
  const sheets: SheetCounter[] = [];
  const budget = { characters: mostCharacters };
  const rows = readRows(options, ({ name, columns, isOneOfSeveral }) => {
    sheets.push(new SheetCounter(name, columns, { isOneOfSeveral, budget }));
  });
  for await (const row of rows) sheets.at(-1)?.add(row);
  return sheets.map((sheet) => sheet.summarize());
}

interface Budget {
  characters: number;
}

class SheetCounter {
  readonly #name: string;
  readonly #columns = new Map<string, ColumnCounter>();
  readonly #isOneOfSeveral: boolean;
  readonly #budget: Budget;
  #count = 0;

  constructor(
    name: string,
    columns: readonly string[],
    { isOneOfSeveral, budget }: { readonly isOneOfSeveral: boolean; readonly budget: Budget },
  ) {
    this.#name = name;
    this.#isOneOfSeveral = isOneOfSeveral;
    this.#budget = budget;
    for (const column of columns) this.#columns.set(column, new ColumnCounter(budget));
  }

  add(row: SheetRow): void {
    this.#count++;
    for (const name of Object.keys(row)) {
      if (name === '_sheet' && this.#isOneOfSeveral) continue;
      let counter = this.#columns.get(name);
      // A row may have cells beyond the header.
      if (counter === undefined)
        this.#columns.set(name, (counter = new ColumnCounter(this.#budget)));
      counter.add(row[name] ?? null);
    }
  }

  summarize(): SheetSummary {
    const columns = [...this.#columns].map(([name, counter]) => counter.summarize(name));
    return { name: this.#name, count: this.#count, columns };
  }
}

class ColumnCounter {
  readonly #budget: Budget;
  /** The text `1` is not the number 1. */
  readonly #counts = new Map<CellValue, number>();
  #filled = 0;
  #hasMore = false;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(value: CellValue): void {
    if (value === null) return;
    this.#filled++;
    const before = this.#counts.get(value);
    if (before !== undefined) {
      this.#counts.set(value, before + 1);
      return;
    }
    const characters = typeof value === 'string' ? value.length : 1;
    if (this.#counts.size >= mostDistinct || this.#budget.characters < characters) {
      this.#hasMore = true;
      return;
    }
    this.#budget.characters -= characters;
    this.#counts.set(value, 1);
  }

  summarize(name: string): ColumnSummary {
    const top = [...this.#counts]
      .map(([value, count]) => ({ value, count }))
      // Stable: of equals the first to come stays first.
      .sort((a, b) => b.count - a.count)
      .slice(0, topCount);
    const { size: distinct } = this.#counts;
    return { name, filled: this.#filled, distinct, hasMore: this.#hasMore, top };
  }
}
