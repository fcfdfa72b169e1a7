import { sep } from 'node:path';
import { createApiClient } from '../api/client.ts';
import { regions, resolveEndpoint } from '../api/endpoints.ts';
import { incidentExport } from '../api/export-family.ts';
import type { ApiClient } from '../api/export-task.ts';
import type { Environment } from '../base/context.ts';
import { createRedactor, type Redactor } from '../base/redaction.ts';
import type { TaskReference } from '../base/task-reference.ts';
import { userAgent } from '../base/version.ts';
import { createHttpClient, type HttpClient } from '../network/http-client.ts';
import type { TaskCall, TaskRequest } from '../operations/task-call.ts';
import { createCredentialProvider } from '../credentials/credential-provider.ts';
import { resolveRequestSettings, type ResolvedSettings } from '../settings/request-settings.ts';
import type { CredentialProvider } from '../signing/credentials.ts';
import { createOwnCredentials } from './own-credentials.ts';
import type { CallOptions, LibraryContext } from './task-options.ts';
import {
  readTaskName,
  validateOptions,
  type OptionRules,
  type TaskName,
} from './validate-options.ts';

/** What one call of the library works with. */
export interface Service {
  readonly client: ApiClient;
  readonly request: TaskRequest;
  readonly call: TaskCall;
  /** The endpoint is a loopback address: so may the Link be. */
  readonly isLoopback: boolean;
}

/** What the caller gave. */
interface Given<Options> {
  readonly options: Options;
  readonly rules: OptionRules<Options>;
  readonly system: LibraryContext;
}

type CallContext = Omit<LibraryContext, 'cwd'>;

/**
 * Opens what a call needs, does the work and closes it again. Nothing outlives the call.
 * @param name undefined: the task that the service names
 * @throws UsageError before anything is sent; the signal's reason when aborted
 */
export async function withService<T, Options extends CallOptions>(
  name: TaskName | undefined,
  { options, rules, system }: Given<Options>,
  work: (service: Service) => Promise<T>,
): Promise<T> {
  validateOptions(options, rules);
  const { exportId, ...named } = readTaskName(name) ?? {};
  const { signal = new AbortController().signal, env = system.env } = options;
  signal.throwIfAborted();
  const context = createContext(env, system);
  const flags = { ...options, ...definedOnly(named) };
  const settings = resolveRequestSettings({ flags, nameFlag: nameOption, env, regions });
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
  const request = { exportId, region, lang, roleFor };
  try {
    const call = { client, request, context, signal };
    return await work({ client, request, call, isLoopback: endpoint.isLoopback });
  } finally {
    client.close();
    httpClient.close();
  }
}

/** What a reference leaves out comes from the options. */
function definedOnly(named: Partial<TaskReference>): Partial<TaskReference> {
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

function nameOption(key: string): string {
  return `options.${key}`;
}

/** The home is a variable, too: an environment that has one of its own has its own files there. */
function createContext(
  env: Environment,
  { directories, clock, random }: LibraryContext,
): CallContext {
  const home = env[sep === '\\' ? 'USERPROFILE' : 'HOME'] ?? '';
  return { env, directories: home === '' ? directories : { home }, clock, random };
}

interface CredentialsPlace {
  readonly context: CallContext;
  readonly settings: ResolvedSettings;
  readonly redactor: Redactor;
  readonly httpClient: HttpClient;
}

function createCredentials(
  { credentials }: CallOptions,
  { context, settings, ...own }: CredentialsPlace,
): CredentialProvider {
  return credentials === undefined
    ? createCredentialProvider({ ...context, ...settings.profiles, ...own })
    : createOwnCredentials(credentials);
}
