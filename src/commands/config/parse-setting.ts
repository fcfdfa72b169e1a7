import { regions, resolveEndpoint } from '../../api/endpoints.ts';
import { UsageError } from '../../base/errors.ts';
import { en, zh, type Text } from '../../base/ui-language.ts';
import { settingKeys, type SettingKey } from '../../settings/setting-rules.ts';

/**
 * A key, also as its flag or in other letters: `role-for`, `--role-for`, `ROLE_FOR`.
 * @throws UsageError naming the word, unless it may be a secret in the wrong place, and the keys that exist
 */
export function parseKey(word: string): SettingKey {
  const key = settingKeys.find((each) => normalizeKey(each) === normalizeKey(word));
  if (key !== undefined) return key;
  const shown = word.length > 40 || looksLikeSecret(word) ? undefined : JSON.stringify(word);
  throw new UsageError({
    en: `config: ${shown ?? 'this'} is not a key; allowed are ${settingKeys.join(', ')}`,
    zh: `config：${shown ?? '此值'} 不是可用的键；可用值为 ${settingKeys.join('、')}`,
  });
}

function normalizeKey(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, '');
}

/**
 * What the rule of the key alone does not see.
 * @throws UsageError, without the value if it may be a secret
 */
export function validateValue(key: SettingKey, value: string, place: Text = key): void {
  if (looksLikeSecret(value)) {
    throw new UsageError(
      {
        en: `${en(place)}: the value looks like an AccessKey, which is never saved`,
        zh: `${zh(place)}：此值形似 AccessKey，本工具从不保存 AccessKey`,
      },
      {
        hint: {
          en: 'Keep the AccessKey where the CLI and the SDKs of Alibaba Cloud read it, and save the name of a profile here.',
          zh: '请将 AccessKey 保存在阿里云 CLI 和 SDK 读取的位置；这里请填写其配置（profile）名称。',
        },
      },
    );
  }
  if (key !== 'endpoint' || value === '') return;
  resolveEndpoint({ region: regions[0] ?? '', vpc: false, endpoint: value }, { place });
}

/** AccessKey IDs, AccessKey Secrets and security tokens as Alibaba Cloud writes them. */
function looksLikeSecret(value: string): boolean {
  return (
    /^(?:LTAI|STS\.|TMP\.)[\w.]{8,}$/.test(value) ||
    /^(?:[A-Za-z\d]{30}|CAIS[\w+/=-]{40,})$/.test(value)
  );
}
