import type { Environment, OutputStream, Streams } from '../../base/context.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { redactByName } from '../../base/redaction.ts';
import { inLanguage, type Localized } from '../../base/ui-language.ts';
import type { InspectedSetting } from '../../settings/inspect-settings.ts';
import type { Origin } from '../../settings/request-settings.ts';
import { createStyle } from '../../terminal/style/style.ts';
import { formatTable } from '../../terminal/tables/table.ts';

export interface SettingTableOptions {
  readonly streams: Pick<Streams, 'stdout'> & { readonly stdout: OutputStream };
  readonly env: Environment;
  readonly color: boolean;
}

/** Each setting, its value in force, and where that comes from. */
export function formatSettingTable(
  settings: readonly InspectedSetting[],
  { streams, env, color }: SettingTableOptions,
): string {
  const style = createStyle({ stream: streams.stdout, env, color });
  const { language, paint, measure } = style;
  const columns = [
    { label: labels.key[language], cell: ({ key }: InspectedSetting) => key },
    {
      label: labels.value[language],
      cell: ({ text: value }: InspectedSetting) => toPlainText(redactByName(value ?? '-')),
      paint: ({ error, origin }: InspectedSetting) => {
        if (error !== undefined) return paint.bad;
        return origin === 'default' ? paint.faint : (value: string) => value;
      },
    },
    {
      label: labels.origin[language],
      cell: ({ origin, place }: InspectedSetting) =>
        [origins[origin][language], toPlainText(inLanguage(place ?? '', language))]
          .filter((part) => part !== '')
          .join(' '),
    },
  ];
  return formatTable(settings, columns, {
    // A value that does not fit is wrapped by the terminal rather than cut: it is meant to be copied.
    columns: Infinity,
    measure,
    cut: (cell) => cell,
    paintLabel: paint.faint,
  });
}

const labels = {
  key: { en: 'key', zh: '键' },
  value: { en: 'value', zh: '值' },
  origin: { en: 'from', zh: '来源' },
};

const origins: Readonly<Record<Origin, Localized>> = {
  flag: { en: 'flag', zh: '选项' },
  variable: { en: 'variable', zh: '环境变量' },
  file: { en: 'file', zh: '文件' },
  default: { en: 'default', zh: '默认值' },
};
