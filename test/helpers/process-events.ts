import { setImmediate as nextTurn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/**
 * What this process tells of itself from now on: warnings of Node.js, or the reasons of promises that were
 * rejected and that nobody looked at.
 * @returns what was told until then
 */
export function recordTold(event: 'warning' | 'unhandledRejection'): () => Promise<unknown[]> {
  const told: unknown[] = [];
  const record = (what: unknown): void => {
    told.push(what);
  };
  process.on(event, record);
  onTestFinished(() => {
    process.off(event, record);
  });
  return async () => {
    await nextTurn();
    return told;
  };
}
