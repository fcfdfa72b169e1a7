import type { ExitName } from '../base/exit-codes.ts';

/** One exit for several tasks: the one that they share, else `partial`. A signal's exit overrides both. */
export function combineExits(exits: readonly ExitName[]): ExitName {
  const distinct = new Set(exits);
  if (distinct.has('interrupted')) return 'interrupted';
  if (distinct.has('terminated')) return 'terminated';
  const [first = 'ok', ...others] = distinct;
  return others.length === 0 ? first : 'partial';
}
