import { apiCodes } from '../../api/codes.ts';
import type { Retry } from '../../api/error-codes/api-code.ts';
import { explainCode } from '../../api/error-codes/classify-error.ts';
import { UsageError } from '../../base/errors.ts';
import { baseCodes } from '../../base/codes.ts';
import { exitCodes, type ExitName } from '../../base/exit-codes.ts';
import { exitMeanings } from '../../base/exit-meanings.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { Localized } from '../../base/ui-language.ts';
import { networkCodes } from '../../network/codes.ts';
import { settingsCodes } from '../../settings/codes.ts';
import { credentialCodes } from '../../credentials/codes.ts';
import { fileCodes } from '../../transfer/file/codes.ts';
import { fileSystemCodes } from '../../transfer/file/file-system-codes.ts';
import { storeCodes } from '../../transfer/store/codes.ts';
import { operationCodes } from '../codes.ts';
import { findSimilar } from './similar-names.ts';
import { text } from './texts.ts';
import { linesOf, type ToolCode } from './tool-code.ts';

/** What an exit code or an error code means. */
export interface Explanation {
  /** Whose code it is: the program's exit, one of the tool's own, or one of the API. */
  readonly kind: 'exit' | 'tool' | 'api';
  /** The name of the exit code, or the code as it was asked for. */
  readonly name: string;
  /** What a command ends with. */
  readonly exit: ExitName;
  /** Goes into a sentence, without a full stop. */
  readonly cause: Localized;
  /** Whether the same command may be expected to end well later. */
  readonly retryable: boolean;
  /** For a code of the API: whether the tool itself sends each call again. */
  readonly retry?: Readonly<Record<'get' | 'create', Retry>> | undefined;
  /** What to do next. */
  readonly advice: Localized;
}

/** The tool's own codes, by what they are about. */
export const toolSections = {
  credentials: linesOf(credentialCodes),
  network: linesOf(networkCodes),
  store: linesOf(storeCodes),
  files: [...linesOf(fileCodes), ...linesOf(fileSystemCodes)],
  tasks: [...linesOf(operationCodes), ...linesOf(settingsCodes), ...linesOf(baseCodes)],
} satisfies Readonly<Record<string, readonly ToolCode[]>>;

/** The codes that the tool itself prints. The first line that matches counts. */
export const toolCodes: readonly ToolCode[] = Object.values(toolSections).flat();

/**
 * Explains an exit code, by number or name, an error code of the API, or one of the tool's own.
 * @throws UsageError for any other text; it names codes that are spelt alike
 */
export function explain(asked: string): Explanation {
  const found = explainExit(asked) ?? explainToolCode(asked) ?? explainApiCode(asked);
  if (found !== undefined) return found;
  const similar = findSimilar(asked, listCodes());
  throw new UsageError(
    text((texts) => texts.unknownCode(toPlainText(asked))),
    { hint: text((texts) => (similar.length === 0 ? texts.allowed : texts.similar(similar))) },
  );
}

function explainExit(asked: string): Explanation | undefined {
  const names = Object.keys(exitCodes) as ExitName[];
  const name = names.find((each) => each === asked || String(exitCodes[each]) === asked);
  return name === undefined ? undefined : { kind: 'exit', name, exit: name, ...exitMeanings[name] };
}

function explainToolCode(asked: string): Explanation | undefined {
  const line = toolCodes.find(({ code }) =>
    typeof code === 'string' ? code === asked : code.test(asked),
  );
  if (line === undefined) return undefined;
  const { exit, cause, retryable, advice } = line;
  return { kind: 'tool', name: asked, exit, cause, retryable, advice };
}

function explainApiCode(asked: string): Explanation | undefined {
  const line = explainCode(asked);
  if (line === undefined) return undefined;
  const { exit, cause, advice, retryable, get, create } = line;
  const name = toPlainText(asked);
  return { kind: 'api', name, exit, cause, retryable, retry: { get, create }, advice };
}

/** Every code that can be asked for by a name of its own. */
export function listCodes(): readonly string[] {
  return [...Object.keys(exitCodes), ...[...toolCodes, ...linesOf(apiCodes)].flatMap(namesOf)];
}

/** The codes that a line of a table is for, as far as they have names. */
export function namesOf({
  code,
  examples = [],
}: Pick<ToolCode, 'code' | 'examples'>): readonly string[] {
  return typeof code === 'string' ? [code] : examples;
}
