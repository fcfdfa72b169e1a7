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
    .option('--type <type>', '', 'incident_list')
    .option('--name <text>')
    .option('--status <status>')
    .option('--level <level>', '', collect, [])
    .option('--uuid <uuid>', '', collect, [])
    .option('--since <time>')
    .option('--until <time>')
    .option('--filter <key=value>', '', collect, [])
    .option('--parameter <json>');
}
