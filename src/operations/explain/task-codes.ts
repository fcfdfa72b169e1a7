import type { ToolCode } from './tool-code.ts';

/** The task, and the run of the tool itself. */
export const taskCodes: readonly ToolCode[] = [
  {
    code: 'SettingsNotWritten',
    exit: 'usage',
    retryable: false,
    cause: { en: 'the file of settings cannot be written', zh: '无法写入配置文件' },
    advice: {
      en: 'SIEM_EXPORT_CONFIG_DIR names another folder for it.',
      zh: '可用 SIEM_EXPORT_CONFIG_DIR 指定其他文件夹。',
    },
  },
];
