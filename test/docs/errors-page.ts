import { errorCodes } from '../../src/api/error-codes/classify-error.ts';
import type { ErrorCode, Retry } from '../../src/api/error-codes/error-code.ts';
import { exitCodes } from '../../src/base/exit-codes.ts';
import { namesOf, toolCodes } from '../../src/operations/explain/explain.ts';
import type { ToolCode } from '../../src/operations/explain/tool-code.ts';

const head = `# Error codes

Each error has a message, a next step and a \`code\`. Codes never change. \`siem-export explain CODE\` prints
what this page says, in English or Chinese. An entry may cover further codes of the same kind
(\`Throttling.…\`). See also [exit codes](exit-codes.md). This page is generated: \`npm run docs:update\`.

\`Retried\`, for a code of the API, says whether the tool repeats the request: within a budget of
8 failures in a row or 5 minutes, or once if something can be corrected. CreateExportTask is repeated
only if the service cannot have run it; otherwise a second task could be created. For a code of the tool,
\`Retried\` says whether the same command may succeed later.
`;

/** The text of \`docs/errors.md\`. */
export function renderErrorsPage(): string {
  return [
    head,
    '## The API\n',
    'Errors of the service, and responses that cannot be used.\n',
    ...errorCodes.map(renderEntry),
    '## The tool\n',
    ...toolCodes.map(renderEntry),
  ].join('\n');
}

function renderEntry(line: ErrorCode | ToolCode): string {
  return `### ${namesOf(line)
    .map((code) => `\`${code}\``)
    .join(', ')}

- Meaning: ${line.cause.en}
- Exit code: ${exitCodes[line.exit]} (${line.exit})
- Retried: ${'get' in line ? describeRetry(line) : line.retryable ? 'yes' : 'no'}
- What to do: ${line.advice.en}
`;
}

const retryWords: Readonly<Record<Retry, string>> = {
  no: 'no',
  yes: 'yes',
  'correct-clock': "once, dated by the service's clock",
  'new-nonce': 'once, with a new nonce',
  'renew-credentials': 'once, with fresh credentials',
};

function describeRetry({ get, create }: ErrorCode): string {
  if (get === create) return retryWords[get];
  return `GetExportTask ${retryWords[get]}, CreateExportTask ${retryWords[create]}`;
}
