import type { Command } from 'commander';
import { regions } from '../../api/endpoints.ts';
import type { WrittenSettings } from '../../settings/request-settings.ts';
import type { WrittenAccounts } from './accounts.ts';
import { declareFlags, repeatableFlag, switchFlag, valueFlag, type FlagTable } from './flag.ts';

/** The flags of each command that calls the API, as written; validated with the other sources of settings. */
export type RequestFlags = WrittenSettings;

/** The same where a command may run for several accounts. */
export type FleetFlags = Omit<RequestFlags, 'roleFor'> & {
  readonly roleFor?: WrittenAccounts;
};

const asWritten = (written: string): string => written;

const roleForText = {
  en: 'member account to act for; repeatable, or @file with one per line',
  zh: '以该成员账号的视角操作；可重复，或用 @文件（每行一个）',
};

const requestFlags = {
  region: valueFlag('--region <region>', {
    text: {
      en: 'region of the data: cn-hangzhou (default) or ap-southeast-1',
      zh: '数据所在地域：cn-hangzhou（默认）或 ap-southeast-1',
    },
    values: regions,
    parse: asWritten,
  }),
  lang: valueFlag('--lang <lang>', {
    text: {
      en: 'language of the responses of the service: zh or en',
      zh: '服务端返回内容的语言：zh 或 en',
    },
    values: ['zh', 'en'],
    parse: asWritten,
  }),
  roleFor: valueFlag('--role-for <uid>', {
    text: roleForText,
    parse: asWritten,
  }),
  profile: valueFlag('--profile <name>', {
    text: {
      en: 'take the credentials from this profile of the Alibaba Cloud CLI',
      zh: '使用阿里云 CLI 中该配置（profile）的凭证',
    },
    values: 'profiles',
    parse: asWritten,
  }),
  endpoint: valueFlag('--endpoint <host or URL>', {
    text: {
      en: 'API endpoint to use instead of the one of the region',
      zh: '指定 API 的服务接入点（Endpoint），代替该地域的默认值',
    },
    parse: asWritten,
  }),
  vpc: switchFlag('--vpc', {
    en: 'use the VPC endpoint of the region',
    zh: '使用该地域的 VPC 服务接入点',
  }),
} satisfies FlagTable;

const fleetFlags = {
  ...requestFlags,
  roleFor: repeatableFlag('--role-for <uid>', {
    text: roleForText,
    parse: asWritten,
  }),
} satisfies FlagTable;

/** `--region` and `--role-for` choose among recorded tasks, and nothing is sent. */
export function addScopeFlags(command: Command): Command {
  const { region, roleFor } = fleetFlags;
  return declareFlags(command, { region, roleFor }, { group: 'request' });
}

export function addRequestFlags(command: Command): Command {
  return declareFlags(command, requestFlags, { group: 'request' });
}

/** `--role-for` may be repeated, or be `@file`. */
export function addFleetFlags(command: Command): Command {
  return declareFlags(command, fleetFlags, { group: 'request' });
}
