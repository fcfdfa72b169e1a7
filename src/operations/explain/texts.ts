import { createLocalizer } from '../../base/ui-language.ts';

const en = {
  unknownCode: (asked: string) =>
    `"${asked}" is neither an exit code nor an error code that is known`,
  similar: (names: readonly string[]) => `Did you mean ${names.join(', or ')}?`,
  allowed:
    'Exit codes are 0 to 12, 130 and 143; docs/errors.md has the error codes. Where a code of the service is in no table, its message says what is wrong.',
};

const zh: typeof en = {
  unknownCode: (asked) => `"${asked}" 既不是退出码，也不是已知的错误码`,
  similar: (names) => `您是否想输入 ${names.join(' 或 ')}？`,
  allowed:
    '退出码为 0 至 12、130 和 143；错误码见 docs/errors.md。未列入表中的服务端错误码，请以其错误信息为准。',
};

export const text = createLocalizer({ en, zh });
