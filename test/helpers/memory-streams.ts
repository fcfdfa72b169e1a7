import * as readline from 'node:readline';
import { Writable } from 'node:stream';

/** A stream that keeps what is written to it; with a size it is a terminal. */
export class MemoryStream extends Writable {
  readonly isTTY: boolean;
  columns?: number;
  rows?: number;
  readonly #onText: ((text: string) => void) | undefined;
  #text = '';

  constructor(
    size?: { readonly columns: number; readonly rows: number },
    onText?: (text: string) => void,
  ) {
    super({ decodeStrings: false });
    this.isTTY = size !== undefined;
    if (size !== undefined) Object.assign(this, size);
    this.#onText = onText;
  }

  /** All that was written. */
  get text(): string {
    return this.#text;
  }

  /** The lines that were written, without the end of the last one. */
  get lines(): readonly string[] {
    return this.#text === '' ? [] : this.#text.replace(/\n$/, '').split('\n');
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }

  override _write(chunk: string | Buffer, _: string, done: () => void): void {
    this.#take(chunk.toString());
    done();
  }

  /** Corked writes arrive as one, as at a real terminal. */
  override _writev(chunks: { chunk: string | Buffer }[], done: () => void): void {
    this.#take(chunks.map(({ chunk }) => chunk.toString()).join(''));
    done();
  }

  #take(text: string): void {
    this.#text += text;
    this.#onText?.(text);
  }

  // What tty.WriteStream has and ora uses.
  cursorTo(x: number, y?: number): boolean {
    return readline.cursorTo(this, x, y);
  }

  moveCursor(dx: number, dy: number): boolean {
    return readline.moveCursor(this, dx, dy);
  }

  clearLine(direction: -1 | 0 | 1): boolean {
    return readline.clearLine(this, direction);
  }
}
