import { expect, onTestFinished } from 'vitest';
import { createHttpClient, type HttpClientOptions } from '../../src/network/http-client.ts';

export const signal = new AbortController().signal;

/** A client that is closed at the end of the test. */
export function startClient(options: Partial<HttpClientOptions> = {}) {
  const client = createHttpClient({ env: {}, userAgent: 'siem-export/test', ...options });
  onTestFinished(() => {
    client.close();
  });
  return client;
}

/** What the promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error,
  );
}
