import { SiemExportError } from '../../base/errors.ts';
import { inLanguage, type Localized } from '../../base/ui-language.ts';

/** An error as the diagnosis tells it: a hint that sends the reader here would lead nowhere. */
export function withoutDoctorHint(error: SiemExportError): SiemExportError {
  const { code, exit, texts, retryable, requestId, status, cause } = error;
  if (texts.hint === undefined) return error;
  const hint: Localized = {
    en: inLanguage(texts.hint, 'en').replace(/[;.] siem-export doctor [^.]*\./g, '.'),
    zh: inLanguage(texts.hint, 'zh').replace(
      /[；。](?:可运行 )?siem-export doctor [^。]*。/g,
      '。',
    ),
  };
  return new SiemExportError(code, exit, texts.message, {
    hint,
    retryable,
    requestId,
    status,
    cause,
  });
}
