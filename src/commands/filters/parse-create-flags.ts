import { incidentExport } from '../../api/export-family.ts';
import type { Context } from '../../base/context.ts';
import { UsageError } from '../../base/errors.ts';
import { readParameter } from './read-parameter.ts';
import { formatFilters, listGivenFilters, type WrittenFilters } from './task-filters.ts';
import { text } from './texts.ts';

/** What is to be exported. */
export interface CreateFlags {
  /** `ExportTaskType`. */
  readonly exportType: string;
  /** `ExportTaskParameter`, JSON; undefined: everything. */
  readonly parameter: string | undefined;
}

interface WrittenCreateFlags extends WrittenFilters {
  readonly type: string;
  readonly parameter?: string;
}

/**
 * With `--parameter` nothing is validated but that it is a JSON object: the service may know more.
 * @throws UsageError naming the flag, the value and what is allowed
 */
export async function parseCreateFlags(
  written: object,
  context: Pick<Context, 'streams' | 'cwd' | 'clock'>,
): Promise<CreateFlags> {
  const flags = written as WrittenCreateFlags;
  if (flags.parameter === undefined || flags.type === '') validateType(flags.type);
  if (flags.parameter === undefined) {
    return { exportType: flags.type, parameter: formatFilters(flags, context.clock.now()) };
  }
  const [given] = listGivenFilters(flags);
  if (given !== undefined) throw new UsageError(text((texts) => texts.exclusive(given)));
  return { exportType: flags.type, parameter: await readParameter(flags.parameter, context) };
}

function validateType(written: string): void {
  const { exportTypes } = incidentExport;
  if (exportTypes.includes(written)) return;
  const allowed = exportTypes.join(', ');
  throw new UsageError(
    text((texts) => texts.notAllowed('--type', JSON.stringify(written), allowed)),
  );
}
