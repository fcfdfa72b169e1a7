import { relative } from 'node:path';
import { formatByteSize } from '../../base/byte-sizes.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { VerifiedFile } from '../../transfer/verify-file.ts';
import { flow } from '../style/flow.ts';
import type { Style } from '../style/style.ts';

/** A file that is what its receipt says, and what of it was compared. */
export function formatVerifyLine(
  { path, bytes }: VerifiedFile,
  { style, cwd }: { readonly style: Style; readonly cwd: string },
): string {
  const { paint, texts } = style;
  const short = relative(cwd, path);
  const parts = [
    `${paint.good('✔')} ${toPlainText(short.startsWith('..') ? path : short)}`,
    formatByteSize(bytes),
    texts.matchesReceipt,
  ];
  return flow(parts, { columns: style.columns(), measure: style.measure });
}
