import { sep } from 'node:path';
import { createApiClient } from '../api/client.ts';
import { regions, resolveEndpoint } from '../api/endpoints.ts';
import { incidentExport } from '../api/export-family.ts';
import type { Environment } from '../base/context.ts';
import { createRedactor, type Redactor } from '../base/redaction.ts';
import type { TaskReference } from '../base/task-reference.ts';
import { userAgent } from '../base/version.ts';
import { untilAborted } from '../base/until-aborted.ts';
import { createHttpClient, type HttpClient, type NetworkLimits } from '../network/http-client.ts';
import type { TaskCall } from '../operations/task-call.ts';
import type { TaskResult } from '../operations/task-result.ts';
import { createCredentialProvider } from '../credentials/credential-provider.ts';
import { resolveRequestSettings, type ResolvedSettings } from '../settings/request-settings.ts';
import type { CredentialProvider, Credentials } from '../signing/credentials.ts';
import { credentialsRules } from './option-rules.ts';
import type { CallOptions, CredentialsFunction, LibraryContext } from './task-options.ts';
import {
  readTaskName,
  validateFields,
  validateOptions,
  type OptionRules,
  type TaskName,
} from './validate-options.ts';

/** What one call of the library works with. */
export interface Service extends TaskCall {
  readonly limits: NetworkLimits;
  /** `SIEM_EXPORT_TIMEOUT`, in milliseconds; undefined: not set. */
  readonly timeoutMs: number | undefined;
  /** The download link may point to a loopback address, because the endpoint is one. */
  readonly allowLoopback: boolean;
}

/** The caller's arguments. */
interface Given<Options> {
  readonly options: Options;
  readonly rules: OptionRules<Options>;
  readonly system: LibraryContext;
}

type CallContext = Omit<LibraryContext, 'cwd'>;

/**
 * Opens what a call needs, does the work and closes everything. Nothing outlives the call.
 * @param name undefined: the task in the first response
 * @throws UsageError before anything is sent; the signal's reason
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
  const { connectTimeoutMs, requestTimeoutMs, retries } = options;
  const flags = {
    ...options,
    ...definedOnly(named),
    retries: retries === undefined ? undefined : String(retries),
    connectTimeout: formatMilliseconds(connectTimeoutMs),
    requestTimeout: formatMilliseconds(requestTimeoutMs),
  };
  const settings = resolveRequestSettings({ flags, nameFlag: nameOption, env, regions });
  const endpoint = resolveEndpoint(settings.values, { place: settings.places.endpoint });
  const redactor = createRedactor();
  const { limits, timeoutMs } = settings.values;
  const httpClient = createHttpClient({
    env,
    userAgent,
    connectTimeoutMs: limits.connectTimeoutMs,
    readTimeoutMs: limits.requestTimeoutMs,
  });
  const client = createApiClient({
    endpoint,
    family: incidentExport,
    credentials: createCredentials(options, { context, settings, redactor, httpClient }),
    context,
    userAgent,
    limits,
    redactor,
  });
  const { region, lang, roleFor } = settings.values;
  const request = { exportId, region, lang, roleFor };
  try {
    const { isLoopback: allowLoopback } = endpoint;
    return await work({ client, request, context, signal, limits, timeoutMs, allowLoopback });
  } finally {
    client.close();
    httpClient.close();
  }
}

/** What a reference leaves out comes from the options. */
function definedOnly(named: Partial<TaskReference>): Partial<TaskReference> {
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

function formatMilliseconds(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${Math.ceil(ms)}ms`;
}

function nameOption(key: string): string {
  return `options.${key}`;
}

/** The home folder is a variable too: another environment may have other files. */
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

const credentialsOption = 'options.credentials';

/**
 * Credentials from the caller, or from the caller's function.
 * @throws UsageError for an invalid key pair at once, and for one that the function returns when it is called
 */
function createOwnCredentials(given: Credentials | CredentialsFunction): CredentialProvider {
  if (typeof given !== 'function') {
    validateFields(given, credentialsRules, credentialsOption);
    return { source: credentialsOption, getCredentials: () => Promise.resolve(given) };
  }
  return {
    source: credentialsOption,
    async getCredentials({ signal, renew = false }) {
      signal.throwIfAborted();
      // The function may ignore the signal.
      const pending = Promise.resolve(given({ signal, renew }));
      const credentials: unknown = await untilAborted(pending, signal);
      validateFields(credentials, credentialsRules, `${credentialsOption}()`);
      return credentials;
    },
  };
}

/**
 * Throws what an operation only reports.
 * @throws the signal's reason; whatever the caller's function threw; SiemExportError
 */
export function readResult(result: TaskResult, { signal }: CallOptions): TaskResult {
  const { outcome, error } = result;
  if (outcome !== 'error' && outcome !== 'interrupted') return result;
  signal?.throwIfAborted();
  if (error?.code === 'Unexpected') throw error.cause;
  throw error ?? new Error(`a task ended as ${outcome} without an error`);
}
