import type { UiLanguage } from '../../src/base/ui-language.ts';
import type { toolCodes } from '../../src/operations/explain/explain.ts';

type SectionName = 'api' | keyof typeof toolCodes;

interface CodePageTexts {
  /** Between a label and what it says. */
  readonly colon: string;
  /** Between codes. */
  readonly comma: string;
  readonly exitCode: string;
  /** How the page of error codes begins. */
  readonly errors: string;
  readonly sections: Readonly<Record<SectionName, { heading: string; text: string }>>;
  readonly exitCodes: {
    /** Code, name and meaning. */
    readonly columns: readonly string[];
    readonly head: string;
    readonly foot: string;
  };
}

const en: CodePageTexts = {
  colon: ': ',
  comma: ', ',
  exitCode: 'exit code',
  errors: `# Error codes

Each error has a message, a code and a next step. A code never changes its meaning. \`siem-export explain CODE\`
prints what this page says, in English or Chinese; case and separators do not matter (\`link-expired\`). An entry
may cover further codes of the same kind (\`Throttling.…\`). [Exit codes](exit-codes.md) have a page of their own.
This page is generated: \`npm run docs:update\`.

Outside the first section, _Retryable_ means that the same command may succeed later.
`,
  sections: {
    api: {
      heading: 'API',
      text: `Errors that the service reports, and responses that cannot be used. _Retryable_ says whether the tool itself
repeats the request: until 8 failures in a row or 5 minutes, or once if something can be corrected.
CreateExportTask is repeated only if the service cannot have run it; otherwise a second task could be created.`,
    },
    credentials: {
      heading: 'Credentials',
      text: 'The credentials are missing, incomplete or expired, or their source refused.',
    },
    network: {
      heading: 'Network',
      text: 'No response arrived, or only a part of one. Most of these codes are those of Node.js, TLS and the system.',
    },
    store: { heading: 'Store', text: 'The download link, and what the store sends for it.' },
    files: { heading: 'Files', text: 'Files and folders on this machine.' },
    tasks: { heading: 'Tasks and tool', text: 'How a task ended, and errors of the tool itself.' },
  },
  exitCodes: {
    columns: ['code', 'name', 'meaning'],
    head: `# Exit codes

Each exit code has one meaning, and 0 means that everything that was asked for is done.
\`siem-export explain CODE\` prints what this page says, in English or Chinese; it takes the number or the name.
The error itself is on standard error, and in \`Meta.Error\` of the [JSON object](json.md); its code is one of the
[error codes](errors.md). This page is generated: \`npm run docs:update\`.
`,
    foot: `_Retryable_ means that the same command may succeed later. After 9, 10, 130 and 143, the last line on standard
error is the command that continues.

With several tasks, the exit code is the one that they all share, or 12 if they differ. A signal's exit code
overrides both.
`,
  },
};

const zh: CodePageTexts = {
  colon: '：',
  comma: '、',
  exitCode: '退出码',
  errors: `# 错误码

每个错误都有错误信息、错误码和处理方法。错误码的含义不会改变。\`siem-export explain CODE\` 用中文或英文显示本页的内容，
不区分大小写和分隔符（如 \`link-expired\`）。一个条目可能涵盖同类的其他错误码（\`Throttling.…\`）。
另见[退出码](exit-codes.md)。本页自动生成：\`npm run docs:update\`。

除第一节外，“可重试”表示稍后重新运行同一命令可能成功。
`,
  sections: {
    api: {
      heading: 'API',
      text: `服务端报告的错误，以及无法使用的响应。“可重试”表示本工具是否自动重试：连续失败 8 次或满 5 分钟为止；
如果能够更正，则只重试一次。只有在确定服务端未执行时才会重试 CreateExportTask，否则可能创建第二个任务。`,
    },
    credentials: { heading: '凭证', text: '凭证缺失、不完整或已过期，或者凭证来源拒绝了请求。' },
    network: {
      heading: '网络',
      text: '未收到响应，或响应不完整。这些错误码大多来自 Node.js、TLS 和操作系统。',
    },
    store: { heading: '存储', text: '下载链接，以及存储返回的内容。' },
    files: { heading: '文件', text: '本机的文件和文件夹。' },
    tasks: { heading: '任务与工具', text: '任务的结果，以及工具自身的错误。' },
  },
  exitCodes: {
    columns: ['退出码', '名称', '含义'],
    head: `# 退出码

每个退出码只有一种含义，0 表示所要求的操作已全部完成。\`siem-export explain CODE\` 用中文或英文显示本页的内容，CODE
可以是数字或名称。具体的错误见标准错误输出，以及 [JSON 对象](../json.md)中的 \`Meta.Error\`；其中的错误码见[错误码](errors.md)。
本页自动生成：\`npm run docs:update\`。
`,
    foot: `“可重试”表示稍后重新运行同一命令可能成功。退出码为 9、10、130 和 143 时，标准错误输出的最后一行是用于继续的命令。

有多个任务时，如果各任务的退出码相同，则以该退出码结束；不同则为 12。因信号而结束时，以该信号的退出码为准。
`,
  },
};

export const codePageTexts: Readonly<Record<UiLanguage, CodePageTexts>> = { en, zh };
