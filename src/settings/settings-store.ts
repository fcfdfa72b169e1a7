import { join } from 'node:path';
import type { Directories } from '../base/context.ts';
import { systemErrorCode, UsageError } from '../base/errors.ts';
import {
  formatJson,
  isJsonObject,
  JsonError,
  numberText,
  parseJson,
  type JsonObject,
  type JsonValue,
} from '../base/json.ts';
import { describeReadFailure, readPlainFileSync } from '../base/plain-file.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { Text } from '../base/ui-language.ts';
import { raise } from './codes.ts';
import { changeConfFile, type WritableConf } from './conf-file.ts';
import { formatSavedPlace, type SavedValues } from './request-settings.ts';
import { settingKeys, settingRules, type SettingKey } from './setting-rules.ts';
import { texts } from './texts.ts';

export interface SettingsStoreOptions {
  readonly directories: Pick<Directories, 'config'>;
  /** The data regions. */
  readonly regions: readonly string[];
}

/** The saved settings: one JSON object in a file that the user may edit. */
export interface SettingsStore {
  readonly path: string;
  /**
   * The saved values of all keys that this version knows, as text. Empty if the file does not exist;
   * it is not created.
   * @throws UsageError that names the file and, for a value that is not allowed, key and value
   */
  list(): SavedValues;
  /** The same, not validated. @throws UsageError for a file that is not a JSON object */
  read(): SavedValues;
  /** @throws UsageError like `list`, for this key alone */
  get(key: SettingKey): string | undefined;
  /**
   * Replaces an invalid value too.
   * @throws UsageError like `read`, and for a `text` that is not allowed; SiemExportError if the file
   *   cannot be written
   */
  set(key: SettingKey, text: string): Promise<void>;
  /** Writes nothing if the key is not saved. */
  unset(key: SettingKey): Promise<void>;
}

/** Reads are plain file reads; conf is loaded for the first write. */
export function createSettingsStore(options: SettingsStoreOptions): SettingsStore {
  const folder = options.directories.config;
  const path = join(folder, 'config.json');
  const validate = (key: SettingKey, value: JsonValue): void => {
    const place = formatSavedPlace(key, path);
    const text = toText(value);
    if (text !== undefined) settingRules[key].parse({ text, place }, options.regions);
    else throw notAText(place, value);
  };
  return {
    path,
    list() {
      const object = readSettingsFile(path);
      for (const key of settingKeys) {
        const value = object[key];
        if (value !== undefined) validate(key, value);
      }
      return toValues(object);
    },
    read() {
      return toValues(readSettingsFile(path));
    },
    get(key) {
      const value = readSettingsFile(path)[key];
      if (value === undefined) return undefined;
      validate(key, value);
      return toText(value);
    },
    async set(key, text) {
      const value = settingRules[key].parse({ text, place: key }, options.regions);
      await write(folder, path, (conf) => {
        conf.set(key, value);
      });
    },
    async unset(key) {
      if (!Object.hasOwn(readSettingsFile(path), key)) return;
      await write(folder, path, (conf) => {
        conf.delete(key);
      });
    },
  };
}

function toValues(object: JsonObject): SavedValues {
  const values: Partial<Record<SettingKey, string>> = {};
  for (const key of settingKeys) {
    const value = object[key];
    if (value !== undefined) values[key] = toText(value) ?? formatJson(value);
  }
  return values;
}

/** @returns undefined for anything but text, a number or a boolean */
function toText(value: JsonValue): string | undefined {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : numberText(value);
}

function notAText(place: Text, value: JsonValue): UsageError {
  return new UsageError(texts.notAText(place, toPlainText(formatJson(value))));
}

/** Synchronous: loading `node:fs/promises` would take longer than all of `config get`. */
function readSettingsFile(path: string): JsonObject {
  let text: string;
  try {
    text = readPlainFileSync(path).bytes.toString();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    throw new UsageError(texts.unreadable(path, describeReadFailure(error)));
  }
  return parseSettings(text, path);
}

function parseSettings(text: string, path: string): JsonObject {
  const hint = texts.fixFile;
  let value: unknown;
  try {
    value = parseJson(text.replace(/^\ufeff/, ''));
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new UsageError(texts.notJson(path, error.reason), { hint });
  }
  if (isJsonObject(value)) return value;
  throw new UsageError(texts.notAnObject(path), { hint });
}

/** Keeps the keys that this version does not know. */
async function write(
  folder: string,
  path: string,
  change: (conf: WritableConf) => void,
): Promise<void> {
  const content = readSettingsFile(path);
  try {
    await changeConfFile({ folder, name: 'config', content }, change);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw raise('SettingsNotWritten', { message: texts.notWritable(path, code) });
  }
}
