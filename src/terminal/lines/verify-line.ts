import { formatByteSize } from '../../base/byte-sizes.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { shortenPath, type WorkingFolder } from '../../base/working-folder.ts';
import type { VerifiedFile } from '../../transfer/verify-file.ts';
import { flow } from '../style/flow.ts';
import type { Style } from '../style/style.ts';

/** A file that is what its receipt says, and what of it was compared. */
export function formatVerifyLine(
  { path, bytes }: VerifiedFile,
  { style, place }: { readonly style: Style; readonly place: WorkingFolder },
): string {
  const { paint, texts } = style;
  const parts = [
    `${paint.good('✔')} ${toPlainText(shortenPath(path, place))}`,
    formatByteSize(bytes),
    texts.matchesReceipt,
  ];
  return flow(parts, { columns: style.columns(), measure: style.measure });
}
