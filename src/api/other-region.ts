import { isSiemExportError, SiemExportError } from '../base/errors.ts';
import type { ExportFamily } from './export-family.ts';
import { text } from './texts.ts';

/**
 * The error of a task that was not found in `region`: its hint names the flag that asks in the other
 * one. Any other error comes back as it is.
 */
export function nameOtherRegion(error: unknown, region: string, family: ExportFamily): unknown {
  if (!isSiemExportError(error) || error.exit !== 'not-found') return error;
  const flags = Object.keys(family.endpoints)
    .filter((each) => each !== region)
    .map((each) => `--region ${each}`);
  const { code, exit, requestId, status, texts } = error;
  return new SiemExportError(code, exit, texts.message, {
    hint: text((known) => known.otherRegion(flags)),
    requestId,
    status,
  });
}
