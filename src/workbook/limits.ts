/**
 * What a workbook may use. Excel itself stops at 1 048 576 rows, 16 384 columns and 32 767 characters a cell
 * ("Excel specifications and limits"); other writers do not count characters, so a cell may be longer here.
 */
export const limits = {
  /** Entries of the archive. A workbook with many pictures has some hundreds. */
  entries: 5000,
  /** Bytes of all entries together when they are inflated. */
  totalBytes: 8 * 1024 ** 3,
  /** Inflated bytes for each byte of the file. Repetitive sheets reach some 50, a zip bomb 1000. */
  ratio: 200,
  /** Up to this size the ratio does not matter. */
  smallBytes: 16 * 1024 ** 2,
  /** Bytes of any part that is read whole into memory: relations, styles, the list of sheets. */
  partBytes: 16 * 1024 ** 2,
  /** Bytes of the part that holds the shared strings. They stay in memory. */
  sharedBytes: 1024 ** 3,
  /** Shared strings: empty ones cost memory as well. */
  sharedCount: 20_000_000,
  /** Bytes of one tag, or of one run of text between two tags. */
  tokenBytes: 1024 ** 2,
  /** Bytes of the texts of one row. */
  rowBytes: 32 * 1024 ** 2,
  /** Bytes of output for each byte of the file: one long shared string can be repeated by every cell. */
  outputRatio: 500,
  /** Output that is always allowed. */
  outputBytes: 64 * 1024 ** 2,
  rows: 1_048_576,
  columns: 16_384,
} as const;
