import { Option, type Command } from 'commander';
import { UsageError } from '../../base/errors.ts';
import type { FlagTable } from './flag.ts';

/** @throws UsageError for the first flag of a table that was given although it can do nothing without `needed` */
export function refuseWithout(
  command: Command,
  table: FlagTable,
  needed: readonly [string, ...string[]],
): void {
  const flag = findGiven(command, table);
  if (flag === undefined) return;
  throw new UsageError({
    en: `${flag} requires ${needed.join(' or ')}`,
    zh: `${flag} 需要与 ${needed.join(' 或 ')} 一起使用`,
  });
}

/** @throws UsageError for the first flag of a table that was given although it can do nothing with `other` */
export function refuseWith(command: Command, table: FlagTable, other: string): void {
  const flag = findGiven(command, table);
  if (flag === undefined) return;
  throw new UsageError({
    en: `${flag} has no effect with ${other}; use one of them`,
    zh: `${flag} 与 ${other} 一起使用时不起作用；请只使用其中一个`,
  });
}

function findGiven(command: Command, table: FlagTable): string | undefined {
  return Object.values(table)
    .map(({ flags }) => new Option(flags))
    .find((option) => command.getOptionValueSource(option.attributeName()) === 'cli')?.long;
}
