import { raise } from './codes.ts';
import type { CredentialSource, SourceContext } from './credential-source.ts';
import { readVariable } from './environment-variable.ts';
import { texts } from './texts.ts';

const provider = 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN';
const tokenFile = 'ALIBABA_CLOUD_OIDC_TOKEN_FILE';
const role = 'ALIBABA_CLOUD_ROLE_ARN';

/**
 * The role described by the OIDC variables that ACK sets in a pod. The role ARN alone does not
 * count: it has other uses.
 *
 * @throws SiemExportError that names the missing variables, if only some are set
 */
export function findOidcVariables(context: SourceContext): CredentialSource | undefined {
  const read = (name: string) => readVariable(context.env, name);
  const [providerArn, file, roleArn] = [read(provider), read(tokenFile), read(role)];
  if (providerArn === undefined && file === undefined) return undefined;
  if (providerArn === undefined || file === undefined || roleArn === undefined) {
    const missing = [provider, tokenFile, role].filter((name) => read(name) === undefined);
    const set = [provider, tokenFile].filter((name) => !missing.includes(name));
    throw raise('CredentialsIncomplete', {
      message: texts.halfSet(set, missing),
      hint: texts.halfSetHint(set, missing),
    });
  }
  const description = texts.oidcOfEnvironment;
  return {
    description,
    async load(signal) {
      const { loadOidcRole } = await import('./services/oidc.ts');
      const { resolveStsEndpoint } = await import('./services/sts-endpoint.ts');
      const oidc = {
        place: tokenFile,
        tokenFile: file,
        providerArn,
        roleArn,
        sessionName: read('ALIBABA_CLOUD_ROLE_SESSION_NAME'),
        endpoint: resolveStsEndpoint({ place: description }, context),
      };
      return await loadOidcRole(oidc, context, signal);
    },
  };
}
