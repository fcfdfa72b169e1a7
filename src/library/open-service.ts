import { createApiClient } from '../api/client.ts';
import { regions, resolveEndpoint } from '../api/endpoints.ts';
import { incidentExport } from '../api/export-family.ts';
import type { ApiClient } from '../api/export-task.ts';
import { isDigits } from '../base/digits.ts';
import { UsageError } from '../base/errors.ts';
import { createRedactor, type Redactor } from '../base/redaction.ts';
import { userAgent } from '../base/version.ts';
import { createHttpClient, type HttpClient } from '../network/http-client.ts';
import type { TaskCall, TaskRequest } from '../operations/task-call.ts';
import { createCredentialProvider } from '../settings/credentials/credential-provider.ts';
import { resolveRequestSettings, type ResolvedSettings } from '../settings/request-settings.ts';
import type { CredentialProvider } from '../signing/credentials.ts';
import type { CallOptions, LibrarySystem } from './task-options.ts';

/** What one call of the library works with. */
export interface Service {
  readonly client: ApiClient;
  readonly request: TaskRequest;
  readonly call: TaskCall;
  /** The endpoint is a loopback address: so may the Link be. */
  readonly isLoopback: boolean;
}

/**
 * Opens what a call needs, does the work and closes it again. Nothing outlives the call.
 * @param exportId digits; undefined: the task that the service names
 * @throws UsageError before anything is sent; the signal's reason when aborted
 */
export async function withService<T>(
  exportId: string | undefined,
  { options, system }: { readonly options: CallOptions; readonly system: LibrarySystem },
  work: (service: Service) => Promise<T>,
): Promise<T> {
  const { signal = new AbortController().signal, env = system.env } = options;
  signal.throwIfAborted();
  const context = { ...system, env };
  const settings = resolveRequestSettings({ flags: options, nameFlag: nameOption, env, regions });
  const endpoint = resolveEndpoint(settings.values, { place: settings.places.endpoint });
  const redactor = createRedactor();
  const httpClient = createHttpClient({ env, userAgent });
  const client = createApiClient({
    endpoint,
    family: incidentExport,
    credentials: createCredentials(options, { context, settings, redactor, httpClient }),
    context,
    userAgent,
    redactor,
  });
  const { region, lang, roleFor } = settings.values;
  const request = { exportId: validateId(exportId), region, lang, roleFor };
  try {
    const call = { client, request, context, signal };
    return await work({ client, request, call, isLoopback: endpoint.isLoopback });
  } finally {
    client.close();
    httpClient.close();
  }
}

function nameOption(key: string): string {
  return `options.${key}`;
}

function validateId(exportId: string | undefined): string | undefined {
  if (exportId === undefined || isDigits(exportId)) return exportId;
  throw new UsageError(
    `exportId: ${JSON.stringify(exportId)} is not an id; allowed is a positive 64-bit integer, as digits`,
  );
}

interface CredentialsPlace {
  readonly context: LibrarySystem;
  readonly settings: ResolvedSettings;
  readonly redactor: Redactor;
  readonly httpClient: HttpClient;
}

function createCredentials(
  { credentials }: CallOptions,
  { context, settings, ...own }: CredentialsPlace,
): CredentialProvider {
  if (credentials === undefined) {
    return createCredentialProvider({ ...context, ...settings.profiles, ...own });
  }
  return {
    source: 'options.credentials',
    async getCredentials({ signal, renew = false }) {
      return typeof credentials === 'function' ? credentials({ signal, renew }) : credentials;
    },
  };
}
