import { apiCodes } from '../../api/codes.ts';
import type { Retry } from '../../api/error-codes/api-code.ts';
import { explainCode } from '../../api/error-codes/classify-error.ts';
import { baseCodes } from '../../base/codes.ts';
import { UsageError } from '../../base/errors.ts';
import { exitCodes, type ExitName } from '../../base/exit-codes.ts';
import { exitMeanings } from '../../base/exit-meanings.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { findCode, type CodeEntry, type CodeTable } from '../../base/raise.ts';
import { credentialCodes } from '../../credentials/codes.ts';
import { networkCodes } from '../../network/codes.ts';
import { settingsCodes } from '../../settings/codes.ts';
import { fileCodes } from '../../transfer/file/codes.ts';
import { fileSystemCodes } from '../../transfer/file/file-system-codes.ts';
import { storeCodes } from '../../transfer/store/codes.ts';
import { workbookCodes } from '../../workbook/codes.ts';
import { operationCodes } from '../codes.ts';
import { findSimilar } from './similar-names.ts';

/** What an exit code or an error code means. */
export interface Explanation extends Pick<CodeEntry, 'exit' | 'retryable' | 'cause' | 'advice'> {
  /** Whose code it is: the program's exit code, the tool's, or the API's. */
  readonly kind: 'exit' | 'tool' | 'api';
  /** The name of the exit code, or the error code. */
  readonly name: string;
  /** For a code of the API: whether the tool repeats each call. */
  readonly retry?: Readonly<Record<'get' | 'create', Retry>> | undefined;
}

/** The tool's own codes, by subject. If several tables have a code, the first counts. */
export const toolCodes = {
  credentials: [credentialCodes],
  network: [networkCodes],
  store: [storeCodes],
  files: [fileCodes, fileSystemCodes, workbookCodes],
  tasks: [operationCodes, settingsCodes, baseCodes],
} satisfies Readonly<Record<string, readonly CodeTable[]>>;

/** What people write for a code that has another name. */
const otherWords: Readonly<Record<string, string>> = {
  nocredentials: 'CredentialsNotFound',
  credentials: 'CredentialsNotFound',
  timeout: 'timed-out',
  throttled: 'Throttling',
  ratelimit: 'Throttling',
  permission: 'NoPermission',
  clock: 'InvalidTimeStamp.Expired',
  proxy: 'ProxyRefused',
  certificate: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  sigint: 'interrupted',
  sigterm: 'terminated',
};

/**
 * Explains an exit code, by number or name, or an error code. Upper case, hyphens and underscores do not matter.
 * @throws UsageError for any other text; it names similar codes
 */
export function explain(asked: string): Explanation {
  const found = find(asked) ?? find(findByWords(asked) ?? '');
  if (found !== undefined) return found;
  const similar = findSimilar(asked, listCodes());
  throw new UsageError(texts.unknownCode(toPlainText(asked)), {
    hint: similar.length === 0 ? texts.allowed : texts.similar(similar),
  });
}

function find(asked: string): Explanation | undefined {
  return explainExit(asked) ?? explainToolCode(asked) ?? explainApiCode(asked);
}

function findByWords(asked: string): string | undefined {
  const wanted = simplify(asked);
  return wanted === ''
    ? undefined
    : (listCodes().find((code) => simplify(code) === wanted) ?? otherWords[wanted]);
}

function simplify(code: string): string {
  return code.toLowerCase().replace(/[-_. ]/g, '');
}

function explainExit(asked: string): Explanation | undefined {
  const names = Object.keys(exitCodes) as ExitName[];
  const name = names.find((each) => each === asked || String(exitCodes[each]) === asked);
  return name === undefined ? undefined : { kind: 'exit', name, exit: name, ...exitMeanings[name] };
}

function explainToolCode(asked: string): Explanation | undefined {
  for (const table of Object.values(toolCodes).flat() as readonly CodeTable[]) {
    const code = findCode(table, asked);
    const entry = code === undefined ? undefined : table[code];
    if (entry !== undefined) return { kind: 'tool', name: asked, ...pick(entry) };
  }
  return undefined;
}

function explainApiCode(asked: string): Explanation | undefined {
  const entry = explainCode(asked);
  if (entry === undefined) return undefined;
  const { get, create } = entry;
  return { kind: 'api', name: toPlainText(asked), retry: { get, create }, ...pick(entry) };
}

function pick({ exit, retryable, cause, advice }: CodeEntry) {
  return { exit, retryable, cause, advice };
}

/** Every code that has a name: those of exits, of the tool and of the API. */
export function listCodes(): readonly string[] {
  const tables: readonly CodeTable[] = [...Object.values(toolCodes).flat(), apiCodes];
  return [...Object.keys(exitCodes), ...tables.flatMap(namesIn)];
}

function namesIn(table: CodeTable): readonly string[] {
  return Object.entries(table).flatMap(([code, { examples = [] }]) => [code, ...examples]);
}

const texts = {
  unknownCode: (asked: string) => ({
    en: `"${asked}" is not a known exit code or error code`,
    zh: `"${asked}" 不是已知的退出码或错误码`,
  }),
  similar: (names: readonly string[]) => ({
    en: `Did you mean ${names.join(', or ')}?`,
    zh: `您是否想输入 ${names.join(' 或 ')}？`,
  }),
  allowed: {
    en: 'Exit codes are 0 to 12, 130 and 143; docs/errors.md lists the error codes. For any other code of the service, see its message.',
    zh: '退出码为 0 至 12、130 和 143；错误码见 docs/errors.md。未列出的服务端错误码，请以其错误信息为准。',
  },
};
