import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../../base/context.ts';
import { SiemExportError, systemErrorCode } from '../../base/errors.ts';
import { isJsonObject, parseJson, type JsonObject } from '../../base/json.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { checkKeys, type FoundCredentials } from './check-keys.ts';

/** What people call the file of the vendor's CLI. */
const shownPath = '~/.aliyun/config.json';

/**
 * The keys of a profile of the vendor's CLI: the named one, else `ALIBABA_CLOUD_PROFILE`, else the
 * current one. Its content never gets into an error.
 * @returns undefined when there is no file and no profile was asked for
 * @throws SiemExportError for a file that cannot be read, an unknown profile, or one without keys
 */
export async function readProfile(
  named: string | undefined,
  context: Pick<Context, 'env' | 'directories'>,
): Promise<FoundCredentials | undefined> {
  const asked = named ?? (context.env['ALIBABA_CLOUD_PROFILE'] || undefined);
  const file = await readConfiguration(context);
  if (file === undefined) {
    if (asked === undefined) return undefined;
    throw refuse(`there is no ${shownPath} with a profile ${quote(asked)}`);
  }
  const name = asked ?? readText(file, 'current') ?? 'default';
  const profile = findProfile(file, name);
  const source = `profile ${quote(name)} of ${shownPath}`;
  return { source, credentials: checkKeys(readKeys(profile, source), source) };
}

async function readConfiguration({
  directories,
}: Pick<Context, 'directories'>): Promise<JsonObject | undefined> {
  let text: string;
  try {
    text = await readFile(join(directories.home, '.aliyun', 'config.json'), 'utf8');
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw refuse(`${shownPath} can't be read (${code})`);
  }
  const value = parseOrUndefined(text.replace(/^\ufeff/, ''));
  if (isJsonObject(value)) return value;
  // The parser's own message quotes what it read.
  throw refuse(`${shownPath} is not a JSON object`);
}

function parseOrUndefined(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function findProfile(file: JsonObject, name: string): JsonObject {
  const list = file['profiles'];
  const profiles = Array.isArray(list) ? list.filter(isJsonObject) : [];
  const found = profiles.find((each) => each['name'] === name);
  if (found !== undefined) return found;
  const names = profiles.map((each) => quote(readText(each, 'name') ?? '')).join(', ');
  throw refuse(`${shownPath} has no profile ${quote(name)}; it has ${names || 'none'}`);
}

function readKeys(profile: JsonObject, source: string) {
  const mode = readText(profile, 'mode') ?? 'AK';
  if (mode !== 'AK' && mode !== 'StsToken') {
    throw refuse(
      `${source} has the mode ${toPlainText(mode)}, which is not supported yet; supported are AK and StsToken`,
    );
  }
  const securityToken = mode === 'StsToken' ? requireText(profile, 'sts_token', source) : undefined;
  return {
    accessKeyId: requireText(profile, 'access_key_id', source),
    accessKeySecret: requireText(profile, 'access_key_secret', source),
    securityToken,
  };
}

function requireText(profile: JsonObject, field: string, source: string): string {
  const text = readText(profile, field);
  if (text !== undefined) return text;
  throw refuse(`${source} has no ${field}`);
}

function readText(from: JsonObject, field: string): string | undefined {
  const value = from[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function quote(text: string): string {
  return `"${toPlainText(text)}"`;
}

function refuse(message: string): SiemExportError {
  return new SiemExportError('BadProfile', 'auth', message, {
    hint: '"aliyun configure" writes that file; --profile chooses a profile.',
  });
}
