import { malformed, tooLarge } from './codes.ts';
import {
  cellType,
  parseColumn,
  parseDigits,
  parseType,
  storeValue,
  type CellType,
  type SheetContext,
} from './cell-values.ts';
import { limits } from './limits.ts';
import { cellKind, Row } from './row.ts';
import { XmlAttributes } from './xml-attributes.ts';
import { appendXmlText, resolveEscapes } from './xml-text.ts';
import { token, XmlTokens } from './xml-tokens.ts';

/** Reads the rows of a sheet out of chunks of any size. */
export class SheetReader {
  /** The row that `next` has found. */
  readonly row = new Row();
  /** Rows without a cell before it: those that the file leaves out, and those that it has with empty cells alone. */
  blankRowsBefore = 0;

  readonly #tokens = new XmlTokens();
  readonly #attributes = new XmlAttributes();
  readonly #context: SheetContext;
  /** Other parts of a sheet have elements of the same names. */
  #isInData = false;
  #rowNumber = 0;
  #lastRow = 0;
  #column = -1;
  #style = 0;
  #type: CellType = cellType.number;
  #cellStart = 0;
  #isInCell = false;
  /** The cell has a `<t>`, as inline strings have. */
  #hasText = false;
  /** The cell has a `<v>`. */
  #hasValue = false;
  #isCollecting = false;
  #textStart = 0;
  #phoneticDepth = 0;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  push(chunk: Uint8Array): void {
    this.#tokens.push(chunk);
  }

  /** No further chunk comes. Call `next` until it finds nothing, then `verifyEnd`. */
  finish(): void {
    this.#tokens.finish();
  }

  verifyEnd(): void {
    this.#tokens.verifyEnd();
  }

  /** @returns whether a further row that is not blank ends in the chunks so far */
  next(): boolean {
    const tokens = this.#tokens;
    for (;;) {
      const kind = tokens.next();
      if (kind === token.none) return false;
      if (kind === token.text) {
        if (this.#isCollecting) this.#appendText();
      } else if (kind === token.open) {
        const { isEmpty } = tokens;
        this.#open();
        if (isEmpty && this.#close()) return true;
      } else if (this.#close()) return true;
    }
  }

  #open(): void {
    const { bytes, start, end } = this.#tokens;
    const length = end - start;
    if (!this.#isInData) {
      if (length === 9 && bytes.toString('latin1', start, end) === 'sheetData')
        this.#isInData = true;
    } else if (length === 1) {
      const letter = bytes[start];
      if (letter === 0x63) this.#openCell();
      else if (this.#isInCell && letter === 0x76) {
        this.#hasValue = true;
        this.#collect();
      } else if (this.#isInCell && letter === 0x74 && this.#phoneticDepth === 0) {
        this.#hasText = true;
        this.#collect();
      }
    } else if (length === 3) {
      if (bytes[start] === 0x72 && bytes[start + 1] === 0x6f) this.#openRow();
      else if (bytes[start] === 0x72 && bytes[start + 2] === 0x68) this.#phoneticDepth++;
    }
  }

  /** @returns whether a row ends that is not blank */
  #close(): boolean {
    const { bytes, start, end } = this.#tokens;
    const length = end - start;
    if (!this.#isInData) return false;
    if (length === 1) {
      const letter = bytes[start];
      if (letter === 0x63) this.#closeCell();
      else if (letter === 0x76 || letter === 0x74) this.#closeText();
    } else if (length === 3) {
      if (bytes[start] === 0x72 && bytes[start + 1] === 0x6f) return this.#closeRow();
      if (bytes[start] === 0x72 && bytes[start + 2] === 0x68) this.#phoneticDepth--;
    } else if (length === 9) this.#isInData = false;
    return false;
  }

  #openRow(): void {
    this.row.clear();
    this.#column = -1;
    this.#rowNumber++;
    const { bytes, end, attributesEnd } = this.#tokens;
    const attributes = this.#attributes;
    attributes.begin(bytes, end, attributesEnd);
    while (attributes.next()) {
      const { prefixStart, nameEnd } = attributes;
      if (nameEnd - prefixStart !== 1 || bytes[prefixStart] !== 0x72) continue;
      this.#rowNumber = parseDigits(bytes, attributes.valueStart, attributes.valueEnd);
      if (!(this.#rowNumber >= 1 && this.#rowNumber <= limits.rows)) {
        throw malformed({ en: 'a row number is out of range', zh: '有行号超出范围' });
      }
    }
  }

  #closeRow(): boolean {
    if (this.row.width === 0) return false;
    // A row that comes out of order stays where it is.
    this.blankRowsBefore = Math.max(0, this.#rowNumber - this.#lastRow - 1);
    this.#lastRow = Math.max(this.#lastRow, this.#rowNumber);
    return true;
  }

  #openCell(): void {
    this.#isInCell = true;
    this.#hasText = false;
    this.#hasValue = false;
    this.#style = 0;
    this.#type = cellType.number;
    this.#column++;
    this.#cellStart = this.row.bytes.length;
    this.#phoneticDepth = 0;
    const { bytes, end, attributesEnd } = this.#tokens;
    const attributes = this.#attributes;
    attributes.begin(bytes, end, attributesEnd);
    while (attributes.next()) {
      const { prefixStart, nameEnd, valueStart, valueEnd } = attributes;
      if (nameEnd - prefixStart !== 1) continue;
      const letter = bytes[prefixStart];
      if (letter === 0x72) this.#column = parseColumn(bytes, valueStart, valueEnd);
      else if (letter === 0x73) this.#style = parseDigits(bytes, valueStart, valueEnd);
      else if (letter === 0x74) this.#type = parseType(bytes, valueStart, valueEnd);
    }
    if (this.#column >= limits.columns) {
      throw malformed({ en: 'a column is out of range', zh: '有列号超出范围' });
    }
  }

  #collect(): void {
    this.#isCollecting = true;
    this.#textStart = this.row.bytes.length;
  }

  #appendText(): void {
    const { bytes, start, end, isSpecial, isCdata } = this.#tokens;
    const out = this.row.bytes;
    if (isSpecial) appendXmlText(out, bytes, start, end, isCdata);
    else out.append(bytes, start, end);
    if (out.length > limits.rowBytes) {
      throw tooLarge({ en: 'the texts of a row are too long', zh: '有一行的文本过长' });
    }
  }

  #closeText(): void {
    if (this.#isCollecting && (this.#type === cellType.text || this.#hasText)) {
      resolveEscapes(this.row.bytes, this.#textStart);
    }
    this.#isCollecting = false;
  }

  #closeCell(): void {
    this.#isInCell = false;
    const { row } = this;
    const column = this.#column;
    if (this.#hasText || this.#type === cellType.text) {
      if (this.#hasText || this.#hasValue) row.set(column, cellKind.text, this.#cellStart);
    } else if (row.bytes.length > this.#cellStart) {
      storeValue(row, column, this.#cellStart, this.#type, this.#style, this.#context);
    }
  }
}
