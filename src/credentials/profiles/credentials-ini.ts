import { join } from 'node:path';
import { raise } from '../codes.ts';
import { readCredentialFile, type CredentialFile } from '../credential-file.ts';
import { quote, readFields, readCredentials, type CredentialFields } from '../credential-fields.ts';
import type { CredentialSource, SourceContext } from '../credential-source.ts';
import { readVariable } from '../environment-variable.ts';
import { assumeRole } from '../services/assume-role.ts';
import { fetchEcsRole } from '../services/ecs-metadata.ts';
import { resolveStsEndpoint } from '../services/sts-endpoint.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { Text } from '../../base/ui-language.ts';
import { formatPlace } from './profile-name.ts';
import { texts } from './texts.ts';

export interface CredentialsIni {
  readonly shownPath: Text;
  readonly names: readonly string[];
  find(name: string): CredentialSource | undefined;
}

const variable = 'ALIBABA_CLOUD_CREDENTIALS_FILE';

/**
 * The file that the vendor's SDKs share: `~/.alibabacloud/credentials`, or the one named by
 * `ALIBABA_CLOUD_CREDENTIALS_FILE`. Undefined if the former does not exist.
 */
export async function readCredentialsIni(
  context: SourceContext,
): Promise<CredentialsIni | undefined> {
  const named = readVariable(context.env, variable);
  const file = locate(named, context);
  const written = await readCredentialFile(file, context);
  if (written === undefined && named === undefined) return undefined;
  if (written === undefined) {
    throw raise('CredentialsNotFound', {
      message: texts.namedFileMissing(variable),
      hint: texts.namedFileHint(variable),
    });
  }
  const sections = parseIni(written);
  return {
    shownPath: file.shownPath,
    names: [...sections.keys()],
    find(name) {
      const values = sections.get(name);
      return values === undefined ? undefined : createSource({ name, values, file }, context);
    },
  };
}

function locate(named: string | undefined, { directories }: SourceContext): CredentialFile {
  if (named === undefined) {
    const path = join(directories.home, '.alibabacloud', 'credentials');
    return { path, shownPath: '~/.alibabacloud/credentials' };
  }
  return { path: named, shownPath: toPlainText(named) };
}

/** Each load reads the file again: its content may have been renewed. */
function createSource(
  found: { name: string; values: Values; file: CredentialFile },
  context: SourceContext,
): CredentialSource {
  const { name, file } = found;
  const place = formatPlace(name, file.shownPath);
  return {
    description: place,
    async load(signal) {
      const written = (await readCredentialFile(file, context)) ?? '';
      const values = parseIni(written).get(name) ?? found.values;
      const fields = readFields(values, { place, hint: texts.addField }, context);
      const type = fields.required('type');
      const load = types[type];
      if (load !== undefined) return await load({ place, fields, context, signal });
      throw raise('ProfileModeNotSupported', {
        message: texts.typeNotSupported(place, quote(type)),
        hint: texts.supported(Object.keys(types)),
      });
    },
  };
}

interface Loading {
  readonly place: Text;
  readonly fields: CredentialFields;
  readonly context: SourceContext;
  readonly signal: AbortSignal;
}

const names = { id: 'access_key_id', secret: 'access_key_secret', token: 'security_token' };

/** https://www.alibabacloud.com/help/en/sdk/developer-reference/v2-manage-access-credentials */
const types: Readonly<Record<string, (loading: Loading) => ReturnType<CredentialSource['load']>>> =
  {
    access_key: ({ fields }) => Promise.resolve(readCredentials(fields, names, 'ignored')),
    sts: ({ fields }) => Promise.resolve(readCredentials(fields, names, 'required')),
    ecs_ram_role: ({ fields, context, signal }) =>
      fetchEcsRole({ name: fields.optional('role_name') }, context, signal),
    async ram_role_arn({ place, fields, context, signal }) {
      const role = {
        credentials: readCredentials(fields, names, 'optional'),
        endpoint: resolveStsEndpoint({ place, endpoint: fields.optional('sts_endpoint') }, context),
        roleArn: fields.required('role_arn'),
        sessionName: fields.optional('role_session_name'),
        durationSeconds: fields.wholeNumber('role_session_expiration'),
        policy: fields.optional('policy'),
        externalId: fields.optional('external_id'),
      };
      return await assumeRole(role, context, signal);
    },
  };

type Values = Readonly<Record<string, string>>;

/**
 * Sections of `name = value`, with `#` and `;` before comments. The packages for this format nest
 * sections at dots and cut values at `#`; access keys and profile names may contain both.
 */
function parseIni(written: string): ReadonlyMap<string, Values> {
  const sections = new Map<string, Record<string, string>>();
  let section: Record<string, string> | undefined;
  for (const line of written.split(/\r\n|[\r\n]/)) {
    const name = /^\s*\[(?<name>.*)\]\s*$/s.exec(line)?.groups?.['name']?.trim();
    const pair = /^\s*(?<key>[^#;=\s][^=]*?)\s*=\s*(?<value>.*?)\s*$/s.exec(line)?.groups;
    if (name !== undefined) {
      section = sections.get(name) ?? {};
      sections.set(name, section);
    } else if (pair !== undefined && section !== undefined) {
      section[pair['key'] ?? ''] = (pair['value'] ?? '').replace(/^(["'])(.*)\1$/s, '$2');
    }
  }
  return sections;
}
