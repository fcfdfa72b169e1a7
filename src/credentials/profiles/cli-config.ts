import { join } from 'node:path';
import type { Context } from '../../base/context.ts';
import { isJsonObject, parseJson, type JsonObject } from '../../base/json.ts';
import { createRedactor } from '../../base/redaction.ts';
import type { Localized, Text } from '../../base/ui-language.ts';
import { raise } from '../codes.ts';
import { readCredentialFile } from '../credential-file.ts';
import { readFields, type CredentialFields } from '../credential-fields.ts';
import type { SourceContext } from '../credential-source.ts';
import { formatPlace } from './profile-name.ts';
import { texts } from './texts.ts';

/** The file of the vendor's CLI, as shown in messages. */
export const cliConfigPath = '~/.aliyun/config.json';

export interface CliConfig {
  /** The profile that `aliyun` uses; undefined if none was chosen. */
  readonly current: string | undefined;
  readonly names: readonly string[];
  /** The names of the fields are those in config/profile.go of aliyun/aliyun-cli. */
  find(name: string): CliProfile | undefined;
}

export interface CliProfile {
  readonly name: string;
  readonly place: Text;
  readonly fields: CredentialFields;
}

/**
 * The configuration of the vendor's CLI; undefined if the file is missing or empty.
 * @throws SiemExportError for a file that is invalid; the error contains nothing of the file
 */
export async function readCliConfig(
  context: Pick<SourceContext, 'directories' | 'redactor' | 'onNote'>,
): Promise<CliConfig | undefined> {
  const path = join(context.directories.home, '.aliyun', 'config.json');
  const written = await readCredentialFile({ path, shownPath: cliConfigPath }, context);
  if (written === undefined || written.trim() === '') return undefined;
  const root = parseObject(written);
  const list = root['profiles'] ?? [];
  if (!Array.isArray(list) || !list.every(isJsonObject)) {
    throw malformed(texts.noList(cliConfigPath));
  }
  const profiles = new Map(list.toReversed().map((each) => [nameOf(each), each]));
  const current = root['current'];
  return {
    current: typeof current === 'string' && current !== '' ? current : undefined,
    names: list.map(nameOf),
    find(name) {
      const values = profiles.get(name);
      if (values === undefined) return undefined;
      const place = formatPlace(name, cliConfigPath);
      const hint = texts.setField;
      return { name, place, fields: readFields(values, { place, hint }, context) };
    },
  };
}

/** The parser's own message quotes what it read. */
function parseObject(written: string): JsonObject {
  let value: unknown;
  try {
    value = parseJson(written);
  } catch {
    throw malformed(texts.notJson(cliConfigPath));
  }
  if (isJsonObject(value)) return value;
  throw malformed(texts.notAnObject(cliConfigPath));
}

/** The vendor's CLI uses the first of two profiles with the same name. */
function nameOf(profile: JsonObject): string {
  const name = profile['name'];
  return typeof name === 'string' ? name : '';
}

function malformed(message: Localized) {
  return raise('CredentialsMalformed', { message, hint: texts.fixFile });
}

/**
 * The names of the profiles of the vendor's CLI; empty if it has no file.
 * @throws SiemExportError for a file that is invalid
 */
export async function listProfiles({
  directories,
}: Pick<Context, 'directories'>): Promise<readonly string[]> {
  const config = await readCliConfig({
    directories,
    redactor: createRedactor(),
    onNote: () => undefined,
  });
  return config?.names ?? [];
}
