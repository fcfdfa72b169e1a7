import type { Clock } from '../base/context.ts';
import { systemErrorCode } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { redactByName, redactLink } from '../base/redaction.ts';
import type { HttpClient, HttpStream } from '../network/http-client.ts';
import { toNetworkError } from '../network/network-error.ts';
import type { TransferEvent } from './download-request.ts';
import type { LinkSource } from './link-source.ts';
import type { ObjectFacts } from './object-facts.ts';
import type { RateLimit } from './rate-limit.ts';
import { watchForStall } from './stall-watch.ts';
import { readStoreAnswer, type StoreAnswer } from './store-answer.ts';
import { createTooLongError, LinkDenied } from './store-error.ts';

/** What all requests of a transfer share. */
export interface Session {
  readonly http: HttpClient;
  readonly links: LinkSource;
  readonly limit: RateLimit;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly onEvent: ((event: TransferEvent) => void) | undefined;
}

export interface Wanted {
  readonly start: number;
  /** Exclusive; undefined: all the rest. */
  readonly end: number | undefined;
  /** The object that earlier bytes came from; undefined: there are none. */
  readonly known: ObjectFacts | undefined;
  /** How long the transfer of these bytes may take, as far as that is known. */
  readonly neededMs: number;
}

export interface OpenAnswer extends StoreAnswer {
  /** To be called for each chunk: the body is cut when it stands still. */
  readonly touch: () => void;
  /** The body's error as one that may be shown. */
  readonly toError: (error: unknown) => Error;
}

/**
 * Asks the store for bytes, with a fresh Link where the old one is refused.
 * @throws SiemExportError; the signal's reason when aborted
 */
export async function openAnswer(wanted: Wanted, session: Session): Promise<OpenAnswer> {
  const { http, links, clock, signal } = session;
  const link = await links.get(wanted.neededMs);
  const sentAt = clock.now();
  const stream = await http.openStream({ url: link, headers: headersFor(wanted), signal });
  tellAnswer(stream, link, { session, sentAt });
  if (stream.status < 300 || stream.status === 412) links.confirm();
  const touch = watchForStall(stream.body, clock);
  const toError = (error: unknown): Error =>
    signal.aborted ? (signal.reason as Error) : toBodyError(error, link);
  try {
    return { ...(await readStoreAnswer(stream, wanted)), touch, toError };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LinkDenied)) throw error;
    await links.replace(link, error);
    return await openAnswer(wanted, session);
  }
}

function toBodyError(error: unknown, link: string): Error {
  // What follows the last byte that was announced is read as the next answer, and is none.
  if (systemErrorCode(error) === 'HPE_INVALID_CONSTANT') return createTooLongError();
  return toNetworkError(error, { url: new URL(link), phase: 'after-sending' });
}

/** Nothing else: a signed Link covers what a client might add. */
function headersFor({ start, end, known }: Wanted): Record<string, string> {
  const isPart = start > 0 || end !== undefined;
  const last = end === undefined ? '' : String(end - 1);
  return {
    'accept-encoding': 'identity',
    ...(isPart ? { range: `bytes=${start}-${last}` } : {}),
    ...(known?.etag === undefined ? {} : { 'if-match': known.etag }),
  };
}

function tellAnswer(
  { status, headers }: HttpStream,
  link: string,
  { session, sentAt }: { readonly session: Session; readonly sentAt: number },
): void {
  const requestId = headers['x-oss-request-id'];
  session.onEvent?.({
    type: 'answer',
    status,
    url: redactLink(link),
    requestId: typeof requestId === 'string' ? requestId : undefined,
    elapsedMs: session.clock.now() - sentAt,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        toPlainText(redactByName(String(value))),
      ]),
    ),
  });
}
