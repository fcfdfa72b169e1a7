import { toPlainText } from '../base/plain-text.ts';
import { mask, redactByName } from '../base/redaction.ts';

const secretHeaders = new Set([
  'authorization',
  'x-acs-security-token',
  'x-acs-accesskey-id',
  'set-cookie',
]);

/** Headers that are safe to show. */
export function maskHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    shown[toPlainText(name)] = secretHeaders.has(name)
      ? mask
      : toPlainText(redactByName(String(value)));
  }
  return shown;
}
