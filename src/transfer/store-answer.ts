import type { IncomingHttpHeaders } from 'node:http';
import { SiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { HttpStream } from '../network/http-client.ts';

/** What the store says of the whole object. */
export interface ObjectFacts {
  /** Undefined where the answer does not say. */
  readonly totalBytes: number | undefined;
  /** Unsigned decimal. */
  readonly crc64: string | undefined;
  /** Base64. */
  readonly md5: string | undefined;
  readonly etag: string | undefined;
  readonly requestId: string | undefined;
  readonly date: string | undefined;
  readonly lastModified: string | undefined;
}

/** The Link has expired, or may have: a fresh one is worth an attempt. */
export class LinkDenied extends SiemExportError {
  override readonly name = 'LinkDenied';
}

/**
 * The facts of an answer that holds the whole object.
 * @throws SiemExportError for every other answer; the body is read or destroyed then
 */
export async function readObjectFacts(answer: HttpStream): Promise<ObjectFacts> {
  const { status, headers, body } = answer;
  if (status === 200 && headers['content-encoding'] === undefined) return factsOf(headers);
  const text = await readStart(body);
  if (status === 200) {
    throw new SiemExportError(
      'EncodedBody',
      'download',
      `the store sent the file in the encoding ${toPlainText(headers['content-encoding'] ?? '')}, which was not asked for`,
      { retryable: true },
    );
  }
  throw describeRefusal(status, headers, text);
}

function factsOf(headers: IncomingHttpHeaders): ObjectFacts {
  const length = headers['content-length'];
  return {
    totalBytes: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined,
    crc64: textOf(headers['x-oss-hash-crc64ecma']),
    md5: textOf(headers['content-md5']),
    etag: textOf(headers.etag),
    requestId: textOf(headers['x-oss-request-id']),
    date: textOf(headers.date),
    lastModified: textOf(headers['last-modified']),
  };
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? toPlainText(value) : undefined;
}

function describeRefusal(
  status: number,
  headers: IncomingHttpHeaders,
  text: string,
): SiemExportError {
  const code = /<Code>([\w.-]{1,80})<\/Code>/.exec(text)?.[1] ?? `Http${status}`;
  const requestId =
    textOf(headers['x-oss-request-id']) ?? /<RequestId>([\w-]{1,80})</.exec(text)?.[1];
  const options = { status, requestId };
  if (status === 403) {
    const message = /expired/i.test(text)
      ? 'the Link has expired'
      : `the store refuses the Link (${code})`;
    return new LinkDenied('LinkDenied', 'download', message, options);
  }
  if (status === 404) {
    return new SiemExportError(code, 'download', 'the store no longer has the file', {
      ...options,
      hint: 'Files are kept for a limited time: start the export again.',
    });
  }
  if (status >= 300 && status < 400) {
    return new SiemExportError(code, 'download', 'the store redirects, which no Link may', options);
  }
  return new SiemExportError(code, 'download', `the store answered HTTP ${status} (${code})`, {
    ...options,
    retryable: status >= 500 || status === 429,
  });
}

/** Enough of an error page to name the error. */
async function readStart(body: HttpStream['body']): Promise<string> {
  let text = '';
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      text += chunk.toString('utf8');
      if (text.length > 16_384) break;
    }
  } catch {
    // The status says enough.
  }
  body.destroy();
  return text;
}
