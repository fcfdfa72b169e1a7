import type { SiemExportError, SiemExportErrorOptions } from '../base/errors.ts';
import type { Localized } from '../base/ui-language.ts';

/** What an error says, in every language, for another one that says it again. */
export function messageOf(error: SiemExportError): Localized {
  return { en: error.message, zh: error.textIn('zh').message };
}

/** All else that an error knows. */
export function optionsOf(error: SiemExportError): SiemExportErrorOptions & {
  readonly hint: Localized | undefined;
} {
  const { hint, retryable, requestId, status, cause } = error;
  const hints = hint === undefined ? undefined : { en: hint, zh: error.textIn('zh').hint ?? hint };
  return { hint: hints, retryable, requestId, status, cause };
}
