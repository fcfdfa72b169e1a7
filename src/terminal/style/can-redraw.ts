import type { Environment, OutputStream } from '../../base/context.ts';

/**
 * Whether the stream is a terminal on which lines can be drawn again. Those who have a screen read to
 * them ask for lines with `ACCESSIBLE=1`, which other programs know, too.
 */
export function canRedraw(stream: OutputStream, env: Environment): boolean {
  const asksForLines = env['TERM'] === 'dumb' || isOn(env['CI']) || isOn(env['ACCESSIBLE']);
  return stream.isTTY === true && !asksForLines;
}

function isOn(value = ''): boolean {
  return !['', '0', 'false'].includes(value);
}
