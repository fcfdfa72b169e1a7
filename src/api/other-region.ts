import { isSiemExportError } from '../base/errors.ts';
import type { ExportFamily } from './export-family.ts';
import { texts } from './texts.ts';

/**
 * If the task was not found in `region`, the hint names the flag for the other one. Any other error
 * is returned unchanged.
 */
export function nameOtherRegion(error: unknown, region: string, family: ExportFamily): unknown {
  if (!isSiemExportError(error) || error.exit !== 'not-found') return error;
  const flags = Object.keys(family.endpoints)
    .filter((each) => each !== region)
    .map((each) => `--region ${each}`);
  return error.with({ hint: texts.otherRegion(flags) });
}
