import type { Environment, OutputStream, Streams } from '../../base/context.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { redactByName } from '../../base/redaction.ts';
import { inLanguage } from '../../base/ui-language.ts';
import type { InspectedSetting } from '../../settings/inspect-settings.ts';
import { createStyle } from '../../terminal/style/style.ts';
import { formatTable } from '../../terminal/tables/table.ts';
import { originText, text } from './texts.ts';

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
  const label = (choose: 'key' | 'value' | 'origin'): string =>
    text((texts) => texts[choose])[language];
  const columns = [
    { label: label('key'), cell: ({ key }: InspectedSetting) => key },
    {
      label: label('value'),
      cell: ({ text: value }: InspectedSetting) => toPlainText(redactByName(value ?? '-')),
      paint: ({ error, origin }: InspectedSetting) => {
        if (error !== undefined) return paint.bad;
        return origin === 'default' ? paint.faint : (value: string) => value;
      },
    },
    {
      label: label('origin'),
      cell: ({ origin, place }: InspectedSetting) =>
        [originText[origin][language], toPlainText(inLanguage(place ?? '', language))]
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
