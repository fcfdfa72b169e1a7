import { createRaise, type CodeTable } from '../base/raise.ts';

export const settingsCodes = {
  SettingsNotWritten: {
    exit: 'usage',
    retryable: false,
    cause: { en: 'the settings file cannot be written', zh: '无法写入配置文件' },
    advice: {
      en: 'Check the permissions of its folder, or choose another one with SIEM_EXPORT_CONFIG_DIR.',
      zh: '检查其所在文件夹的权限，或用 SIEM_EXPORT_CONFIG_DIR 指定其他文件夹。',
    },
  },
} satisfies CodeTable;

export const raise = createRaise(settingsCodes);
