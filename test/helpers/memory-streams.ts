import * as readline from 'node:readline';
import { Writable } from 'node:stream';

/** A stream that keeps what is written to it; with a size it is a terminal. */
export class MemoryStream extends Writable {
  readonly isTTY: boolean;
  columns?: number;
  rows?: number;
  readonly #onText: ((text: string) => void) | undefined;
  readonly #chunks: Buffer[] = [];

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
  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** The same as text. */
  get text(): string {
    return this.bytes.toString('utf8');
  }

  /** The lines that were written, without the end of the last one. */
  get lines(): readonly string[] {
    const { text } = this;
    return text === '' ? [] : text.replace(/\n$/, '').split('\n');
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }

  override _write(chunk: string | Buffer, _: string, done: () => void): void {
    this.#take(Buffer.from(chunk));
    done();
  }

  /** Corked writes arrive as one, as at a real terminal. */
  override _writev(chunks: { chunk: string | Buffer }[], done: () => void): void {
    this.#take(Buffer.concat(chunks.map(({ chunk }) => Buffer.from(chunk))));
    done();
  }

  #take(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#onText?.(bytes.toString('utf8'));
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
