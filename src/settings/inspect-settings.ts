import { isSiemExportError, type SiemExportError } from '../base/errors.ts';
import type { Text } from '../base/ui-language.ts';
import { findSetting, type Origin, type SettingSources } from './request-settings.ts';
import { settingKeys, settingRules, type SettingKey } from './setting-rules.ts';

/** A setting in force, valid or not. */
export interface InspectedSetting {
  readonly key: SettingKey;
  /** As written; for a default, as it would be written. Undefined: not sent. */
  readonly text: string | undefined;
  readonly origin: Origin;
  /** Its source, as shown in messages; undefined for a default. */
  readonly place: Text | undefined;
  /** The saved value, whether it is in force or not. */
  readonly saved: string | undefined;
  /** Why the value is invalid. */
  readonly error: SiemExportError | undefined;
}

/** Validates each setting by itself: an invalid one does not hide the others. */
export function inspectSettings(sources: SettingSources): readonly InspectedSetting[] {
  return settingKeys.map((key) => {
    const found = findSetting(key, sources);
    const saved = sources.saved?.values[key];
    if (found === undefined) {
      const text = defaultOf(key, sources.regions);
      return { key, text, origin: 'default', place: undefined, saved, error: undefined };
    }
    const { text, origin, place } = found;
    const error = findError(() => settingRules[key].parse(found, sources.regions));
    return { key, text, origin, place, saved, error };
  });
}

function defaultOf(key: SettingKey, regions: readonly string[]): string | undefined {
  if (key === 'region') return regions[0];
  return key === 'vpc' ? 'false' : undefined;
}

function findError(parse: () => unknown): SiemExportError | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (isSiemExportError(error)) return error;
    throw error;
  }
}
