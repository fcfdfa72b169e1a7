import { inspect } from 'node:util';
import { onTestFinished } from 'vitest';
import { createApiClient, type ApiClientOptions } from '../../src/api/client.ts';
import { resolveEndpoint } from '../../src/api/endpoints.ts';
import { incidentExport } from '../../src/api/export-family.ts';
import type { ApiClient, ApiEvent } from '../../src/api/export-task.ts';
import { createRedactor } from '../../src/base/redaction.ts';
import type { CredentialProvider, Credentials } from '../../src/signing/credentials.ts';
import { recordSecret, recordWritten } from './leaks/record.ts';
import { createScaledClock } from './scaled-clock.ts';

export const testCredentials: Credentials = {
  accessKeyId: 'LTAI5tTestAccessKey00001',
  accessKeySecret: 'TestSecretKey/0000000000000001',
};

export interface TestClient extends ApiClient {
  readonly events: readonly ApiEvent[];
}

/** A client of the endpoint whose delays pass a thousand times faster; it ends with the test. */
export function createTestClient(
  endpoint: string,
  options: Partial<ApiClientOptions> = {},
): TestClient {
  const events: ApiEvent[] = [];
  const client = createApiClient({
    endpoint: resolveEndpoint({ region: 'cn-hangzhou', vpc: false, endpoint }),
    family: incidentExport,
    credentials: createTestCredentials(testCredentials),
    context: { env: {}, clock: createScaledClock(1000), random: Math.random },
    userAgent: 'siem-export/test',
    redactor: createRedactor(),
    onEvent: (event) => events.push(event),
    ...options,
  });
  onTestFinished(() => {
    client.close();
    recordWritten({ where: 'events', text: inspect(events, { depth: Infinity }) });
  });
  return { ...client, events };
}

/** Keys as a provider gives them: the first until a renewal is asked for, then the next. */
export function createTestCredentials(...keys: readonly [Credentials, ...Credentials[]]) {
  const asked: boolean[] = [];
  for (const { accessKeySecret, securityToken } of keys) {
    recordSecret('key', accessKeySecret, securityToken);
  }
  const provider: CredentialProvider = {
    source: 'the test',
    getCredentials({ renew = false }) {
      asked.push(renew);
      const renewals = asked.filter(Boolean).length;
      return Promise.resolve(keys[Math.min(renewals, keys.length - 1)] ?? keys[0]);
    },
  };
  return Object.assign(provider, { asked });
}
