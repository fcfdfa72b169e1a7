import { regions, resolveEndpoint } from '../../api/endpoints.ts';
import { UsageError } from '../../base/errors.ts';
import type { Text } from '../../base/ui-language.ts';
import { settingKeys, type SettingKey } from '../../settings/setting-rules.ts';
import { text } from './texts.ts';

/** @throws UsageError naming the keys that there are; not the word, which may be a secret in the wrong place */
export function parseKey(word: string): SettingKey {
  const key = settingKeys.find((each) => each === word);
  if (key !== undefined) return key;
  throw new UsageError(text((texts) => texts.unknownKey(settingKeys)));
}

/**
 * What the rule of the key alone does not see.
 * @throws UsageError without the value where it may be a secret
 */
export function validateValue(key: SettingKey, value: string, place: Text = key): void {
  if (looksLikeSecret(value)) {
    throw new UsageError(
      text((texts, say) => texts.looksLikeKey(say(place))),
      { hint: text((texts) => texts.whereKeysAre) },
    );
  }
  if (key !== 'endpoint' || value === '') return;
  resolveEndpoint({ region: regions[0] ?? '', vpc: false, endpoint: value }, { place });
}

/** Ids and secrets of access keys, and tokens, as Alibaba Cloud writes them. */
function looksLikeSecret(value: string): boolean {
  return (
    /^(?:LTAI|STS\.|TMP\.)[\w.]{8,}$/.test(value) ||
    /^(?:[A-Za-z\d]{30}|CAIS[\w+/=-]{40,})$/.test(value)
  );
}
