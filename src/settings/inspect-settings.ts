import { isSiemExportError, type SiemExportError } from '../base/errors.ts';
import type { Text } from '../base/ui-language.ts';
import { findSetting, type Origin, type SettingSources } from './request-settings.ts';
import { settingKeys, settingRules, type SettingKey } from './setting-rules.ts';

/** One setting as it is in force, right or wrong. */
export interface InspectedSetting {
  readonly key: SettingKey;
  /** As it was written; a default as it would be; undefined: not sent. */
  readonly text: string | undefined;
  readonly origin: Origin;
  /** What to call the place that it was written in; undefined for a default. */
  readonly place: Text | undefined;
  /** As it stands in the file, whether it is in force or not. */
  readonly saved: string | undefined;
  /** Why a request would be refused. */
  readonly error: SiemExportError | undefined;
}

/** Each setting by itself, so that one that is wrong hides none of the others. */
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
