import type { Environment } from '../base/context.ts';
import { raise } from './codes.ts';
import { readFields, readCredentials, type CredentialNames } from './credential-fields.ts';
import type { CredentialSource, SourceContext } from './credential-source.ts';
import { readVariable } from './environment-variable.ts';
import { texts } from './texts.ts';

/** The prefixes that the vendor's SDKs and CLI read, in this order. */
const prefixes = ['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'] as const;

/**
 * The access key of the environment. All three variables must have the same prefix: a token with
 * another prefix would belong to another session.
 *
 * @throws SiemExportError that names the missing half, if only half of the pair is set
 */
export function findEnvironmentCredentials(context: SourceContext): CredentialSource | undefined {
  const names = prefixes.map(namesOf).find(({ id, secret }) => isSet(context.env, id, secret));
  if (names === undefined) return undefined;
  refuseHalf(context.env, names);
  const description = texts.environmentVariables;
  return {
    description,
    load() {
      const fields = readFields(context.env, { place: description }, context);
      return Promise.resolve(readCredentials(fields, names, 'optional'));
    },
  };
}

function namesOf(prefix: string): CredentialNames {
  return {
    id: `${prefix}_ACCESS_KEY_ID`,
    secret: `${prefix}_ACCESS_KEY_SECRET`,
    token: `${prefix}_SECURITY_TOKEN`,
  };
}

function isSet(env: Environment, ...names: readonly string[]): boolean {
  return names.some((name) => readVariable(env, name) !== undefined);
}

function refuseHalf(env: Environment, { id, secret }: CredentialNames): void {
  const missing = [id, secret].find((name) => !isSet(env, name));
  if (missing === undefined) return;
  const set = missing === id ? secret : id;
  throw raise('CredentialsIncomplete', {
    message: texts.halfSet([set], [missing]),
    hint: texts.halfSetHint([set], [missing]),
  });
}
