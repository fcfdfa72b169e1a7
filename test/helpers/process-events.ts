import { setImmediate as nextTurn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** @returns the warnings of Node.js since then, as text */
export function recordWarnings(): () => Promise<readonly string[]> {
  const texts: string[] = [];
  const onWarning = ({ name, message }: Error): void => {
    texts.push(`${name}: ${message}`);
  };
  process.on('warning', onWarning);
  onTestFinished(() => {
    process.off('warning', onWarning);
  });
  return async () => {
    await nextTurn();
    return texts;
  };
}

/** @returns what promises that nobody looked at were rejected with since then */
export function recordUnhandled(): () => Promise<readonly unknown[]> {
  const reasons: unknown[] = [];
  const onUnhandled = (reason: unknown): void => {
    reasons.push(reason);
  };
  process.on('unhandledRejection', onUnhandled);
  onTestFinished(() => {
    process.off('unhandledRejection', onUnhandled);
  });
  return async () => {
    await nextTurn();
    return reasons;
  };
}
