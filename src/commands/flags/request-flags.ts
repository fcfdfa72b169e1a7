import type { Command } from 'commander';

/** The flags of each command that calls the API, as written; validated with the other sources of settings. */
export interface RequestFlags {
  readonly region?: string | undefined;
  readonly lang?: string | undefined;
  readonly roleFor?: string | undefined;
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly vpc?: boolean | undefined;
}

export function addRequestFlags(command: Command): Command {
  return command
    .optionsGroup('request')
    .option('--region <region>', 'where the data lives: cn-hangzhou (default) or ap-southeast-1')
    .option('--lang <lang>', 'language of the service: zh or en')
    .option('--role-for <uid>', 'member account that the delegated administrator acts for')
    .option('--profile <name>', "profile of the vendor's CLI to take credentials from")
    .option('--endpoint <host or URL>', 'API endpoint instead of the one of the region')
    .option('--vpc', 'use the VPC endpoint of the region');
}
