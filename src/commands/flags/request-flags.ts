import type { Command } from 'commander';
import type { WrittenSettings } from '../../settings/request-settings.ts';
import type { WrittenAccounts } from './accounts.ts';

/** The flags of each command that calls the API, as written; validated with the other sources of settings. */
export type RequestFlags = WrittenSettings;

/** The same where a command may run for several accounts. */
export type FleetFlags = Omit<RequestFlags, 'roleFor'> & {
  readonly roleFor?: WrittenAccounts;
};

export function addRequestFlags(command: Command): Command {
  return addFlags<string>(command, (uid) => uid);
}

/** `--role-for` may be repeated, or be `@file`. */
export function addFleetFlags(command: Command): Command {
  return addFlags<readonly string[]>(command, (uid, before = []) => [...before, uid]);
}

function addFlags<T>(
  command: Command,
  collect: (uid: string, before: T | undefined) => T,
): Command {
  return command
    .optionsGroup('request')
    .option('--region <region>')
    .option('--lang <lang>')
    .option('--role-for <uid>', '', collect)
    .option('--profile <name>')
    .option('--endpoint <host or URL>')
    .option('--vpc');
}
