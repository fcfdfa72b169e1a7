import type { OutputStream } from '../../base/context.ts';

/**
 * What is written until `closeDrawing` is one write, and one picture to a terminal that knows synchronized
 * output (DEC private mode 2026); others pass over it. Drawings may hold drawings.
 */
export function openDrawing(stream: OutputStream): void {
  stream.cork();
  stream.write('\u001b[?2026h');
}

export function closeDrawing(stream: OutputStream): void {
  stream.write('\u001b[?2026l');
  stream.uncork();
}
