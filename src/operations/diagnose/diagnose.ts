import { incidentExport } from '../../api/export-family.ts';
import type { ApiEvent } from '../../api/export-task.ts';
import type { Context } from '../../base/context.ts';
import { createRedactor } from '../../base/redaction.ts';
import { userAgent, version } from '../../base/version.ts';
import { createHttpClient } from '../../network/http-client.ts';
import type { CredentialNote } from '../../credentials/credential-source.ts';
import { createCredentialProvider } from '../../credentials/credential-provider.ts';
import type { WrittenSettings } from '../../settings/request-settings.ts';
import type { CredentialProvider } from '../../signing/credentials.ts';
import { checkConfiguration } from './check-configuration.ts';
import { both, createCheckList, type Found } from './check-list.ts';
import {
  checkResponse,
  checkClock,
  checkName,
  checkPort,
  checkProxy,
  checkTls,
} from './check-network.ts';
import { checkPermission } from './check-permission.ts';
import type { Check, Diagnosis } from './check.ts';

export interface DiagnoseOptions {
  /** As for any command that calls the API. */
  readonly flags: WrittenSettings;
  readonly context: Pick<Context, 'env' | 'directories' | 'clock' | 'random' | 'runtime'>;
  readonly signal: AbortSignal;
  /** Called as each check ends. */
  readonly onCheck?: ((check: Check) => void) | undefined;
  readonly onApiEvent?: ((event: ApiEvent) => void) | undefined;
  readonly onCredentialNote?: ((note: CredentialNote) => void) | undefined;
}

/** Time limit of each step, in milliseconds. */
const defaultTimeoutMs = 5000;

/**
 * Checks what a command needs, in the order in which it needs it. Checks that depend on a failed one are skipped.
 * @returns every outcome, also after an abort
 */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const { flags, context, signal, onApiEvent } = options;
  const { env, clock } = context;
  const list = createCheckList(signal, options.onCheck);
  const redactor = createRedactor();
  const http = createHttpClient({ env, userAgent });
  try {
    await list.run('program', nothing, () => ({
      facts: { version, runtime: context.runtime },
      value: undefined,
    }));
    const configured = await list.run('configuration', nothing, () =>
      checkConfiguration(flags, context),
    );
    const credentials = await list.run('credentials', configured, ({ profiles }) => {
      const { onCredentialNote: onNote } = options;
      const own = { redactor, httpClient: http, onNote, onExchange: onApiEvent };
      const provider = createCredentialProvider({ ...context, ...profiles, ...own });
      return checkCredentials(provider, signal);
    });
    const limits = 'value' in configured ? configured.value.values.limits : {};
    const { connectTimeoutMs = defaultTimeoutMs, requestTimeoutMs = defaultTimeoutMs } = limits;
    const probing = { env, clock, signal, timeoutMs: connectTimeoutMs, onApiEvent };
    const route = await list.run('proxy', configured, ({ endpoint, values }) =>
      checkProxy(endpoint, values.region, env),
    );
    const named = await list.run('dns', route, (target) => checkName(target, probing));
    const reached = await list.run('tcp', named, (target) => checkPort(target, probing));
    const exchanged = await list.run('tls', reached, (target) =>
      checkTls(target, { ...probing, timeoutMs: requestTimeoutMs }),
    );
    const responded = await list.run('answer', exchanged, checkResponse);
    await list.run('clock', responded, (response) => checkClock(response, clock));
    const ready = both(both(configured, credentials), both(route, responded));
    await list.run('permission', ready, ([[{ endpoint, values }, provider], [target]]) => {
      const client = {
        ...{ endpoint, family: incidentExport, credentials: provider, context },
        ...{ userAgent, limits, redactor, onEvent: onApiEvent },
      };
      const { region, lang, roleFor } = values;
      return checkPermission({
        client,
        request: { region, lang, roleFor },
        target,
        signal,
        timeoutMs: requestTimeoutMs,
      });
    });
    const known = 'value' in configured ? configured.value : undefined;
    return {
      exit: list.exit,
      region: known?.values.region,
      roleFor: known?.values.roleFor,
      endpoint: known?.endpoint.url.href,
      checks: list.checks,
    };
  } finally {
    http.close();
  }
}

const nothing = { value: undefined };

async function checkCredentials(
  provider: CredentialProvider,
  signal: AbortSignal,
): Promise<Found<'credentials', CredentialProvider>> {
  const { expiresAt } = await provider.getCredentials({ signal });
  const source = provider.sourceText ?? provider.source;
  return { facts: { source, expiresAt }, value: provider };
}
