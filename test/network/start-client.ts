import { onTestFinished } from 'vitest';
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
