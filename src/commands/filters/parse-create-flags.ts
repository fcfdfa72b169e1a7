import { incidentExport } from '../../api/export-family.ts';
import type { Context } from '../../base/context.ts';
import { UsageError } from '../../base/errors.ts';
import { readParameter } from './read-parameter.ts';
import { formatFilters, listGivenFilters } from './task-filters.ts';
import { createFlags } from '../flags/create-flags.ts';
import { parseFlags } from '../flags/flag.ts';
import { notAllowed } from '../flags/texts.ts';

/** What to export. */
export interface CreateFlags {
  /** `ExportTaskType`. */
  readonly exportType: string;
  /** `ExportTaskParameter`, JSON; undefined: everything. */
  readonly parameter: string | undefined;
}

/**
 * With `--parameter`, only its form is validated (a JSON object): the service may support more.
 * @throws UsageError naming the flag, the value and what is allowed
 */
export async function parseCreateFlags(
  written: object,
  context: Pick<Context, 'streams' | 'cwd' | 'clock'>,
): Promise<CreateFlags> {
  const flags = parseFlags(createFlags, written);
  if (flags.parameter === undefined || flags.type === '') validateType(flags.type);
  if (flags.parameter === undefined) {
    return { exportType: flags.type, parameter: formatFilters(flags, context.clock.now()) };
  }
  const [given] = listGivenFilters(flags);
  if (given !== undefined) {
    throw new UsageError({
      en: `--parameter is the whole filter and cannot be used with ${given}`,
      zh: `--parameter 是完整的筛选条件，不能与 ${given} 同时使用`,
    });
  }
  return { exportType: flags.type, parameter: await readParameter(flags.parameter, context) };
}

function validateType(written: string): void {
  const { exportTypes } = incidentExport;
  if (exportTypes.includes(written)) return;
  throw new UsageError(notAllowed('--type', written, exportTypes));
}
