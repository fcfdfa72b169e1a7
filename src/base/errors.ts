import { constants } from 'node:os';
import { exitCodes, type ExitCode, type ExitName } from './exit-codes.ts';
import { inLanguage, type Text, type UiLanguage } from './ui-language.ts';

/** One text for every language, or one for each. */
export type ErrorText = Text;

/** What an error says besides code and message. */
export interface SiemExportErrorOptions {
  /** What to do next: one sentence, or a command that can be pasted. */
  readonly hint?: ErrorText | undefined;
  /** Whether the same request may be expected to succeed later. Default: false. */
  readonly retryable?: boolean | undefined;
  /** `RequestId` of the response that reported the error; support asks for it. */
  readonly requestId?: string | undefined;
  /** HTTP status of that response. */
  readonly status?: number | undefined;
  /** Already scrubbed: a cause is printed with `DEBUG=siem-export`. */
  readonly cause?: unknown;
}

/** An error's texts in every language. */
interface ErrorTexts {
  /** What happened, and with which value. */
  readonly message: ErrorText;
  /** What to do next. */
  readonly hint: ErrorText | undefined;
}

/** Omitted texts are kept. */
interface ReplacedTexts {
  /** What happened. */
  readonly message?: ErrorText | undefined;
  /** What to do next; `null`: nothing. */
  readonly hint?: ErrorText | null | undefined;
}

/** An error's texts in one language. */
interface ShownTexts {
  /** What happened, and with which value. */
  readonly message: string;
  /** What to do next. */
  readonly hint: string | undefined;
}

/**
 * Every error that the tool raises on purpose. `message` says what happened and with which value;
 * it contains neither credentials nor the query of a download link. Anything else that is thrown is a bug
 * (exit code 1). `message` and `hint` are English; `textIn` returns other languages.
 *
 * @example
 * ```ts
 * import { getExportTask, SiemExportError } from 'siem-export';
 *
 * try {
 *   await getExportTask('1');
 * } catch (error) {
 *   if (!(error instanceof SiemExportError)) throw error;
 *   console.log(error.code, error.exit, error.retryable, error.requestId);
 * }
 * ```
 */
export class SiemExportError extends Error {
  /** The class, as all errors have it; `code` says what happened. */
  override readonly name: string = 'SiemExportError';
  /** Stable: the service's own code (`InvalidAccessKeyId.NotFound`), or one of the tool's (`LinkExpired`). */
  readonly code: string;
  /** The name of the exit code that a command ends with: `auth`, `not-found`, `unavailable` and so on. */
  readonly exit: ExitName;
  /** What to do next; undefined if there is nothing to do. */
  readonly hint: string | undefined;
  /** Whether the same request may be expected to succeed later. */
  readonly retryable: boolean;
  /** Quote it to the vendor's support; undefined without a response from the service. */
  readonly requestId: string | undefined;
  /** HTTP status of that response. */
  readonly status: number | undefined;
  readonly #texts: ErrorTexts;

  /** @param options what else is known; not retryable by default */
  constructor(
    code: string,
    exit: ExitName,
    message: ErrorText,
    options: SiemExportErrorOptions = {},
  ) {
    super(inLanguage(message, 'en'), options.cause === undefined ? {} : { cause: options.cause });
    this.#texts = { message, hint: options.hint };
    this.code = code;
    this.exit = exit;
    this.hint = options.hint === undefined ? undefined : inLanguage(options.hint, 'en');
    this.retryable = options.retryable ?? false;
    this.requestId = options.requestId;
    this.status = options.status;
  }

  /** Message and hint in every language, to build other texts from. */
  get texts(): ErrorTexts {
    return this.#texts;
  }

  /** The number of `exit`. */
  get exitCode(): ExitCode {
    return exitCodes[this.exit];
  }

  /** The same error, of the same class, with another message or hint; `hint: null`: without one. */
  with({ message = this.#texts.message, hint = this.#texts.hint }: ReplacedTexts): this {
    const { code, exit, cause, ...facts } = this;
    const again = Reflect.construct(
      SiemExportError,
      [code, exit, message, { ...facts, hint: hint ?? undefined, cause }],
      this.constructor as typeof SiemExportError,
    ) as this;
    return Object.assign(again, facts, { hint: again.hint });
  }

  /** What happened and what to do next, in the language of the reader. */
  textIn(language: UiLanguage): ShownTexts {
    const { message, hint } = this.#texts;
    return {
      message: inLanguage(message, language),
      hint: hint === undefined ? undefined : inLanguage(hint, language),
    };
  }
}

/**
 * A flag, an id, a setting or a scenario file is wrong. Nothing was sent.
 *
 * @example
 * ```ts
 * import { getExportTask, UsageError } from 'siem-export';
 *
 * try {
 *   await getExportTask('200013', { region: 'cn-beijing' });
 * } catch (error) {
 *   if (error instanceof UsageError) console.log(error.message);
 * }
 * ```
 */
export class UsageError extends SiemExportError {
  /** The class, as all errors have it. */
  override readonly name = 'UsageError';

  /** @param message names the place, the value and what is allowed */
  constructor(message: ErrorText, options: SiemExportErrorOptions = {}) {
    super('Usage', 'usage', message, options);
  }
}

export function isSiemExportError(error: unknown): error is SiemExportError {
  return error instanceof SiemExportError;
}

/** The `code` of a Node.js system error (`ENOSPC`, `ECONNRESET`), of `error` itself or of one of its causes. */
export function systemErrorCode(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (!('code' in at) || typeof at.code !== 'string') continue;
    return at.code.startsWith('Unknown system error') ? (nameOf(at) ?? at.code) : at.code;
  }
  return undefined;
}

/** libuv has no names for some errors of quotas and network file systems; `os.constants` has. */
function nameOf(error: object): string | undefined {
  const errno = 'errno' in error && typeof error.errno === 'number' ? -error.errno : undefined;
  return Object.entries(constants.errno).find(([, value]) => value === errno)?.[0];
}
