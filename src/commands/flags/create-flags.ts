import type { Command } from 'commander';
import { incidentExport } from '../../api/export-family.ts';
import type { Context } from '../../base/context.ts';
import { UsageError } from '../../base/errors.ts';
import { readParameter } from '../filters/read-parameter.ts';
import { formatFilters, listGivenFilters, type WrittenFilters } from '../filters/task-filters.ts';
import { text } from '../filters/texts.ts';

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

/** The flags that say what to create: none of them is of use to go on with a task that is there. */
export const creatingFlags: readonly string[] = [
  'type',
  'name',
  'status',
  'level',
  'uuid',
  'since',
  'until',
  'filter',
  'parameter',
];

const { exportTypes } = incidentExport;

export function addCreateFlags(command: Command): Command {
  const collect = (value: string, values: readonly string[]): readonly string[] => [
    ...values,
    value,
  ];
  return command
    .optionsGroup('Creating:')
    .option('--type <type>', 'what to export', exportTypes[0])
    .option('--name <text>', 'only incidents of this name')
    .option('--status <status>', "unhandled, handled, or the service's number")
    .option('--level <level>', 'info, low, medium, high or critical; repeatable', collect, [])
    .option('--uuid <uuid>', 'only this incident; repeatable', collect, [])
    .option('--since <time>', 'from then on: 24h, 7d, 2026-11-24, 2026-11-24T08:00')
    .option('--until <time>', 'up to then; a date includes its day')
    .option('--filter <key=value>', 'any other filter of the service; repeatable', collect, [])
    .option('--parameter <json>', 'the whole filter object: JSON, @file, or - for stdin');
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
  if (flags.parameter === undefined) {
    validateType(flags.type);
    return { exportType: flags.type, parameter: formatFilters(flags, context.clock.now()) };
  }
  const [given] = listGivenFilters(flags);
  if (given !== undefined) throw new UsageError(text((texts) => texts.exclusive(given)));
  return { exportType: flags.type, parameter: await readParameter(flags.parameter, context) };
}

function validateType(written: string): void {
  if (exportTypes.includes(written)) return;
  const allowed = exportTypes.join(', ');
  throw new UsageError(
    text((texts) => texts.notAllowed('--type', JSON.stringify(written), allowed)),
  );
}
