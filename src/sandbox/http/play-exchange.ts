import type { ServerResponse } from 'node:http';
import type { Clock } from '../../base/context.ts';
import { resetConnection } from './cut.ts';
import type { Exchange } from './exchange.ts';
import { createScriptedAnswer } from './scripted-answer.ts';
import { sendAnswer } from './send-answer.ts';

export interface PlayOptions {
  /** The server's clock. */
  readonly clock: Clock;
  /** Told the status of the answer, before it is sent. */
  readonly noteStatus: (status: number) => void;
}

/** Answers one request, and does to it what its faults say. */
export async function playExchange(
  response: ServerResponse,
  prepare: () => Exchange,
  { clock, noteStatus }: PlayOptions,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const { effects, perform } = prepare();
  if (effects.delayMs !== undefined) await clock.sleep(effects.delayMs, { signal: gone.signal });
  if (effects.hang === true) return;
  if (effects.reset === 'before') {
    resetConnection(response.req.socket);
    return;
  }
  const { answer: scripted } = effects;
  const answer =
    scripted === undefined || scripted.code !== undefined
      ? perform()
      : createScriptedAnswer(scripted);
  if (effects.reset === 'after') {
    resetConnection(response.req.socket);
    return;
  }
  noteStatus(answer.status);
  await sendAnswer(response, answer, { effects, clock, signal: gone.signal });
}
