import type { Clock } from '../../base/context.ts';
import { systemErrorCode } from '../../base/errors.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { createRedactor, redactLink, type Redactor } from '../../base/redaction.ts';
import { untilAborted } from '../../base/until-aborted.ts';
import type { HttpClient, HttpStream, NetworkLimits } from '../../network/http-client.ts';
import { toNetworkError } from '../../network/network-error.ts';
import type { TransferEvent } from '../download-request.ts';
import type { LinkSource } from './link.ts';
import { watchForStall } from './body.ts';
import { readStoreResponse, type RangeRequest, type StoreResponse } from './response.ts';
import { LinkDeniedError } from './errors.ts';
import { raiseStoreError } from './codes.ts';

/** Shared by all requests to the store. */
export interface StoreSession {
  readonly http: HttpClient;
  readonly limits: NetworkLimits;
  readonly links: LinkSource;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent: ((event: TransferEvent) => void) | undefined;
}

export interface OpenResponse extends StoreResponse {
  /** Call it for each chunk: without chunks the body is destroyed after a while. */
  readonly touch: () => void;
  /** The body's error as one that may be printed. */
  readonly toError: (error: unknown) => Error;
}

/**
 * Requests bytes from the store, with a new link if the store rejects the old one.
 * @throws SiemExportError; the signal's reason when aborted
 */
export async function openResponse(
  request: RangeRequest,
  session: StoreSession,
): Promise<OpenResponse> {
  const { http, links, clock, signal } = session;
  signal.throwIfAborted();
  // Other connections use the new link too, so its renewal continues if this one is aborted.
  const link = await untilAborted(links.get(request.neededMs), signal);
  const headers = headersFor(request);
  session.onEvent?.({ type: 'request', method: 'GET', url: redactLink(link), headers });
  const sentAt = clock.now();
  const stream = await http.openStream({ url: link, headers, signal });
  const redactor = createLinkRedactor(link);
  reportResponse(stream, link, { session, sentAt, redactor });
  if (stream.status < 300 || stream.status === 412) links.confirm();
  const stallMs = session.limits.requestTimeoutMs;
  const touch = watchForStall(stream.body, { clock, stallMs });
  const toError = (error: unknown): Error =>
    signal.aborted ? (signal.reason as Error) : toBodyError(error, link);
  try {
    return { ...(await readStoreResponse(stream, { ...request, redactor })), touch, toError };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LinkDeniedError)) throw error;
    await untilAborted(links.replace(link, error), signal);
    return await openResponse(request, session);
  }
}

function toBodyError(error: unknown, link: string): Error {
  // Bytes after the announced end are parsed as a new response.
  if (systemErrorCode(error) === 'HPE_INVALID_CONSTANT') return raiseStoreError('BodyTooLong');
  return toNetworkError(error, { url: new URL(link), phase: 'after-sending' });
}

/** No other headers: a signature may cover them. */
function headersFor({ start, end, known }: RangeRequest): Record<string, string> {
  const isPart = start > 0 || end !== undefined;
  const last = end === undefined ? '' : String(end - 1);
  return {
    'accept-encoding': 'identity',
    ...(isPart ? { range: `bytes=${start}-${last}` } : {}),
    ...(known?.etag === undefined ? {} : { 'if-match': known.etag }),
  };
}

/** A response may repeat the query, or parts of it. */
function createLinkRedactor(link: string): Redactor {
  const redactor = createRedactor();
  const { search, searchParams } = new URL(link);
  redactor.addSecret(search.slice(1), ...searchParams.values());
  return redactor;
}

interface ResponseContext {
  readonly session: StoreSession;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly redactor: Redactor;
}

function reportResponse(
  { status, headers }: HttpStream,
  link: string,
  { session, sentAt, redactor }: ResponseContext,
): void {
  const requestId = headers['x-oss-request-id'];
  const show = (text: string): string => toPlainText(redactor.redact(text));
  session.onEvent?.({
    type: 'answer',
    status,
    url: redactLink(link),
    requestId: typeof requestId === 'string' ? show(requestId) : undefined,
    elapsedMs: session.clock.now() - sentAt,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [show(name), show(String(value))]),
    ),
  });
}
