import { UsageError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';

/** Names for columns, each of them once. */
export class FieldNames {
  readonly #used: Set<string>;
  readonly #names: string[] = [];
  /** How often a title came: thousands of the same would take long to count again each time. */
  readonly #counts = new Map<string, number>();

  /** @param reserved names that no column may have */
  constructor(titles: readonly string[], reserved: readonly string[] = []) {
    this.#used = new Set(reserved);
    titles.forEach((title, column) => {
      this.#add(title === '' ? `column_${column + 1}` : title);
    });
  }

  get count(): number {
    return this.#names.length;
  }

  get all(): readonly string[] {
    return this.#names;
  }

  /** The name of a column; one beyond the titles is named by its number. */
  at(column: number): string {
    while (column >= this.#names.length) this.#add(`column_${this.#names.length + 1}`);
    return this.#names[column] ?? '';
  }

  /** @throws UsageError if one of the names is not there */
  find(wanted: readonly string[]): number[] {
    return wanted.map((name) => {
      const column = this.#names.indexOf(name);
      if (column >= 0) return column;
      const shown = toPlainText(name);
      const known = this.#names.slice(0, 50).map(toPlainText).join(', ');
      throw new UsageError({
        en: `--columns: there is no column "${shown}"; the columns are ${known}`,
        zh: `--columns：没有列 "${shown}"；现有的列是 ${known}`,
      });
    });
  }

  /** A second `a` is `a_2`. */
  #add(title: string): void {
    let count = this.#counts.get(title) ?? 1;
    let name = title;
    while (this.#used.has(name)) name = `${title}_${++count}`;
    this.#counts.set(title, count);
    this.#used.add(name);
    this.#names.push(name);
  }
}
