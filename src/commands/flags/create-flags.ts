import type { Command } from 'commander';

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

/** They are parsed by `filters/parse-create-flags.ts`, which only `create` loads. */
export function addCreateFlags(command: Command): Command {
  const collect = (value: string, values: readonly string[]): readonly string[] => [
    ...values,
    value,
  ];
  return command
    .optionsGroup('filters')
    .option('--type <type>', 'what to export', 'incident_list')
    .option('--name <text>', 'only incidents of this name')
    .option('--status <status>', "unhandled, handled, or the service's number")
    .option('--level <level>', 'info, low, medium, high or critical; repeatable', collect, [])
    .option('--uuid <uuid>', 'only this incident; repeatable', collect, [])
    .option('--since <time>', 'from then on: 24h, 7d, 2026-11-24, 2026-11-24T08:00')
    .option('--until <time>', 'up to then; a date includes its day')
    .option('--filter <key=value>', 'any other filter of the service; repeatable', collect, [])
    .option('--parameter <json>', 'the whole filter object: JSON, @file, or - for stdin');
}
