import { exitMeanings } from './exit-meanings.ts';
import type { CodeTable } from './raise.ts';

/** Codes that any part of the tool may raise. */
export const baseCodes = {
  Usage: { exit: 'usage', ...exitMeanings.usage },
  Unexpected: { exit: 'unexpected', ...exitMeanings.unexpected },
} satisfies CodeTable;
