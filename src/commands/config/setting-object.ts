import { inLanguage } from '../../base/ui-language.ts';
import type { JsonObject } from '../../base/json.ts';
import { redactByName } from '../../base/redaction.ts';
import type { InspectedSetting } from '../../settings/inspect-settings.ts';

/** The JSON object of a setting; see docs/settings.md. */
export function formatSettingObject(setting: InspectedSetting): JsonObject {
  const { key, text, origin, place, saved, error } = setting;
  return {
    Key: key,
    Value: hideSecrets(text),
    Origin: origin,
    Place: place === undefined ? null : inLanguage(place, 'en'),
    Saved: hideSecrets(saved),
    Error: error === undefined ? null : error.message,
  };
}

/** A user may have saved an endpoint with a password in it. */
function hideSecrets(text: string | undefined): string | null {
  return text === undefined ? null : redactByName(text);
}
