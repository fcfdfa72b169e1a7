import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Directories } from '../base/context.ts';
import { SiemExportError, systemErrorCode, UsageError } from '../base/errors.ts';
import { formatJson, isJsonObject, numberText, parseJson, type JsonObject } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import { formatSavedPlace, type SavedValues } from './request-settings.ts';
import { settingKeys, settingRules, type SettingKey } from './setting-rules.ts';
import { text as texts } from './texts.ts';

export interface SettingsStoreOptions {
  readonly directories: Pick<Directories, 'config'>;
  /** The data regions that there are. */
  readonly regions: readonly string[];
}

/** The saved settings: one JSON object in a file that the user may edit. */
export interface SettingsStore {
  readonly path: string;
  /**
   * All that is saved, as text, of the keys that this version knows. No file: nothing is saved, and
   * nothing is created.
   * @throws UsageError naming the file; for a value that is not allowed also key and value
   */
  list(): Promise<SavedValues>;
  get(key: SettingKey): Promise<string | undefined>;
  /** @throws UsageError as `list`, and for a `text` that is not allowed; SiemExportError when it cannot be written */
  set(key: SettingKey, text: string): Promise<void>;
  /** Writes nothing where the key is not there. */
  unset(key: SettingKey): Promise<void>;
}

/** Reading takes no more than reading the file; conf, which writes it, is loaded when there is something to write. */
export function createSettingsStore(options: SettingsStoreOptions): SettingsStore {
  const folder = options.directories.config;
  const path = join(folder, 'config.json');
  const list = async (): Promise<SavedValues> =>
    toValues(await readSettingsFile(path), { path, regions: options.regions });
  return {
    path,
    list,
    async get(key) {
      return (await list())[key];
    },
    async set(key, text) {
      const value = settingRules[key].parse({ text, place: key }, options.regions);
      await list();
      await write(folder, path, (conf) => {
        conf.set(key, value);
      });
    },
    async unset(key) {
      if (!Object.hasOwn(await readSettingsFile(path), key)) return;
      await write(folder, path, (conf) => {
        conf.delete(key);
      });
    },
  };
}

function toValues(
  object: JsonObject,
  { path, regions }: { readonly path: string; readonly regions: readonly string[] },
): SavedValues {
  const values: Partial<Record<SettingKey, string>> = {};
  for (const key of settingKeys) {
    const value = object[key];
    if (value === undefined) continue;
    const place = formatSavedPlace(key, path);
    const text = typeof value === 'boolean' ? String(value) : (numberText(value) ?? value);
    if (typeof text !== 'string') {
      const shown = toPlainText(formatJson(value));
      throw new UsageError(texts((each, say) => each.notAText(say(place), shown)));
    }
    settingRules[key].parse({ text, place }, regions);
    values[key] = text;
  }
  return values;
}

async function readSettingsFile(path: string): Promise<JsonObject> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    throw new UsageError(texts((each) => each.unreadable(path, code)));
  }
  return parseSettings(text, path);
}

function parseSettings(text: string, path: string): JsonObject {
  const hint = texts((each) => each.mendFile);
  let value: unknown;
  try {
    value = parseJson(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = toPlainText((error as Error).message);
    throw new UsageError(
      texts((each) => each.notJson(path, reason)),
      { hint },
    );
  }
  if (isJsonObject(value)) return value;
  throw new UsageError(
    texts((each) => each.notAnObject(path)),
    { hint },
  );
}

interface WritableStore {
  set(key: string, value: unknown): void;
  delete(key: string): void;
}

/** Whole or not at all; what this version does not know stays as it is. */
async function write(
  folder: string,
  path: string,
  change: (conf: WritableStore) => void,
): Promise<void> {
  const { default: Conf } = await import('conf');
  try {
    const conf = new Conf<JsonObject>({
      cwd: folder,
      configName: 'config',
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      deserialize: (text) => parseSettings(text, path),
      serialize: (value) => `${formatJson(value, 'indented')}\n`,
    });
    change(conf);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new SiemExportError(
      'SettingsNotWritten',
      'usage',
      texts((each) => each.notWritable(path, code)),
      { hint: texts((each) => each.otherFolder) },
    );
  }
}
