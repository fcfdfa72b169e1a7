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

export const requestFlags = {
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

/** How patient requests are. */
const networkFlags = {
  retries: valueFlag('--retries <n>', {
    text: {
      en: 'failures in a row before a request is given up (default: 3; 8 while waiting and downloading); 0: no retry',
      zh: '请求连续失败多少次后放弃（默认 3；等待和下载时为 8）；0：不重试',
    },
    parse: asWritten,
  }),
  connectTimeout: valueFlag('--connect-timeout <duration>', {
    text: {
      en: 'longest time for a connection, including TLS and a proxy (default: 10s)',
      zh: '建立连接的时限，包括 TLS 和代理（默认 10s）',
    },
    parse: asWritten,
  }),
  requestTimeout: valueFlag('--request-timeout <duration>', {
    text: {
      en: 'longest time for a response; for a file, how long it may stall (default: 30s)',
      zh: '等待响应的时限；下载文件时为允许停顿的时长（默认 30s）',
    },
    parse: asWritten,
  }),
} satisfies FlagTable;

/** `--timeout` of a command that does not wait. */
const commandTimeout = {
  timeout: valueFlag('--timeout <duration>', {
    text: {
      en: 'stop the command after this time (exit 9)',
      zh: '超过此时长后结束命令（退出码 9）',
    },
    parse: asWritten,
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

/** All settings, for one account. */
export function addRequestFlags(command: Command): Command {
  const settings = { ...requestFlags, ...networkFlags, ...commandTimeout };
  return declareFlags(command, settings, { group: 'request' });
}

/** `--role-for` may be repeated, or be `@file`. */
export function addFleetFlags(command: Command): Command {
  return declareFlags(command, { ...fleetFlags, ...networkFlags }, { group: 'request' });
}

/** For commands that do not wait: `--timeout` is for the whole of them. */
export function addCommandTimeout(command: Command): Command {
  return declareFlags(command, commandTimeout, { group: 'request' });
}
