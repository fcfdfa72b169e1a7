import { isAbsolute, resolve, sep } from 'node:path';
import { parseByteSize } from '../../base/byte-sizes.ts';
import { UsageError } from '../../base/errors.ts';
import { findTemplateError, isFileTemplate, templateNames } from '../../base/file-template.ts';
import { isHostPattern } from '../../base/host-pattern.ts';
import { resolvePath, type WorkingFolder } from '../../base/working-folder.ts';
import type { DownloadSettings } from '../../operations/download-task.ts';
import {
  defaultAllowedHosts,
  defaultDownloadOptions,
  type IfExists,
} from '../../transfer/download-request.ts';
import type { RowFormat } from '../../workbook/row-writers.ts';
import { isFleet, type WrittenAccounts } from './accounts.ts';
import {
  defaultedFlag,
  parseFlags,
  repeatableFlag,
  switchFlag,
  valueFlag,
  type FlagTable,
} from './flag.ts';
import { notAllowed } from './texts.ts';

export const ifExistsPolicies: readonly string[] = [
  'skip',
  'fail',
  'overwrite',
  'rename',
] satisfies IfExists[];

/** Destination and options of downloads. */
export const downloadFlags = {
  output: valueFlag('-o, --output <file>', {
    text: {
      en: "path of the task's file, also with {id}, {account}, {region}, {date}, {name}; - is standard output",
      zh: '任务文件的保存路径，可含 {id}、{account}、{region}、{date}、{name}；- 表示标准输出',
    },
    values: 'files',
    parse: (written) => written,
  }),
  as: valueFlag('--as <format>', {
    text: {
      en: 'also write the rows as csv or ndjson beside the file; with -o -, instead of it',
      zh: '同时在文件旁将其中的行写为 csv 或 ndjson；使用 -o - 时只输出行',
    },
    values: ['csv', 'ndjson'],
    parse: parseRowFormat,
  }),
  dir: valueFlag('-d, --dir <folder>', {
    text: {
      en: 'folder for files under the names that the service gives (default: .)',
      zh: '保存文件的目录，文件名由服务端指定（默认：.）',
    },
    values: 'folders',
    parse: (written) => written,
  }),
  ifExists: defaultedFlag('--if-exists <policy>', {
    text: {
      en: 'when the file exists: skip (only if identical), fail, overwrite or rename',
      zh: '文件已存在时：skip（仅当内容相同）、fail、overwrite 或 rename',
    },
    defaultText: defaultDownloadOptions.ifExists,
    values: ifExistsPolicies,
    parse: parseIfExists,
  }),
  resume: switchFlag('--no-resume', {
    en: 'start over instead of resuming a partial file',
    zh: '重新下载，不续传未完成的文件',
  }),
  connections: defaultedFlag('--connections <n>', {
    text: {
      en: 'parallel connections for a large file: auto, or 1 to 16',
      zh: '大文件的并行连接数：auto，或 1 至 16',
    },
    defaultText: String(defaultDownloadOptions.connections),
    values: ['auto', '1', '2', '4', '8'],
    parse: parseConnections,
  }),
  limitRate: valueFlag('--limit-rate <bytes/s>', {
    text: {
      en: 'maximum bytes per second, such as 512k or 2m',
      zh: '每秒最大字节数，例如 512k 或 2m',
    },
    parse: (written, flag) => parseByteSize(flag, written),
  }),
  receipt: switchFlag('--no-receipt', {
    en: 'do not write the receipt FILE.receipt.json',
    zh: '不写入校验回执 FILE.receipt.json',
  }),
  allowedHosts: repeatableFlag('--allow-host <host>', {
    text: {
      en: 'also allow downloads from this host; repeatable (default: *.aliyuncs.com)',
      zh: '还允许从此主机下载；可重复（默认：*.aliyuncs.com）',
    },
    parse: parseHost,
  }),
} satisfies FlagTable;

/**
 * @param place has the folder that relative paths start from
 * @throws UsageError naming the flag, the value and what is allowed
 */
export function parseDownloadFlags(written: object, place: WorkingFolder): DownloadSettings {
  const { output, dir, allowedHosts, ...settings } = parseFlags(downloadFlags, written);
  const { roleFor } = written as { readonly roleFor?: WrittenAccounts };
  if (settings.as !== undefined && output?.toLowerCase().endsWith(`.${settings.as}`)) {
    throw new UsageError(texts.outputIsRows(JSON.stringify(output), settings.as));
  }
  return {
    ...settings,
    limits: {},
    destination: parseDestination({ output, dir, roleFor }, place),
    allowedHosts: [...defaultAllowedHosts, ...allowedHosts],
  };
}

interface WrittenDestination {
  readonly output: string | undefined;
  readonly dir: string | undefined;
  readonly roleFor: WrittenAccounts;
}

function parseDestination(
  { output, dir, roleFor }: WrittenDestination,
  place: WorkingFolder,
): DownloadSettings['destination'] {
  if (output !== undefined && dir !== undefined) throw new UsageError(texts.outputAndDir);
  if (output === '' || dir === '') throw new UsageError(texts.noName);
  if (output !== undefined && ['/', sep].includes(output.slice(-1))) {
    throw new UsageError(texts.outputIsFolder(JSON.stringify(output)));
  }
  if (output !== undefined && isFileTemplate(output)) return parseTemplate(output, place);
  if (output !== undefined && isFleet(roleFor)) throw new UsageError(texts.oneFileForFleet);
  if (output === '-') return { kind: 'stdout' };
  if (output !== undefined) return { kind: 'file', path: resolvePath(output, place) };
  return { kind: 'folder', folder: resolvePath(dir ?? '.', place) };
}

/** Braces in the working directory are part of its name. */
function parseTemplate(output: string, place: WorkingFolder): DownloadSettings['destination'] {
  const wrong = findTemplateError(output);
  if (wrong !== undefined) throw new UsageError(texts.notInTemplate(JSON.stringify(wrong)));
  if (isAbsolute(output)) return { kind: 'template', template: resolve(output) };
  const folder = place.cwd.replaceAll('{', '{{').replaceAll('}', '}}');
  return { kind: 'template', template: resolve(folder, output) };
}

export function parseRowFormat(written: string, flag: string): RowFormat {
  if (written === 'csv' || written === 'ndjson') return written;
  throw new UsageError(notAllowed(flag, written, ['csv', 'ndjson']));
}

export function parseIfExists(written: string, flag: string): IfExists {
  if (ifExistsPolicies.includes(written)) return written as IfExists;
  throw new UsageError(notAllowed(flag, written, ifExistsPolicies));
}

function parseConnections(written: string, flag: string): number | 'auto' {
  if (written === 'auto') return 'auto';
  const count = /^\d{1,2}$/.test(written) ? Number(written) : 0;
  if (count >= 1 && count <= 16) return count;
  throw new UsageError({
    en: `${flag}: "${written}" is not allowed; allowed are auto and 1 to 16`,
    zh: `${flag}：不允许 "${written}"；可用值为 auto 和 1 至 16`,
  });
}

function parseHost(written: string, flag: string): string {
  if (isHostPattern(written)) return written.toLowerCase();
  const host = JSON.stringify(written);
  throw new UsageError({
    en: `${flag}: ${host} is not a host; allowed is a name such as files.example.com or *.example.com`,
    zh: `${flag}：${host} 不是主机名；可以是 files.example.com 或 *.example.com 这样的名称`,
  });
}

const allowedNames = templateNames.map((name) => `{${name}}`).join(' ');

const texts = {
  outputAndDir: {
    en: '--output and --dir cannot be used together',
    zh: '--output 与 --dir 不能同时使用',
  },
  noName: { en: '--output and --dir require a name', zh: '--output 和 --dir 需要名称' },
  oneFileForFleet: {
    en: '--output takes one file, and the command runs for several accounts; use --dir, which makes a folder for each account, or a name such as {account}-{id}.xlsx',
    zh: '--output 只能写入一个文件，而此命令针对多个账号运行；请改用 --dir（每个账号一个子目录），或 {account}-{id}.xlsx 这样的文件名',
  },
  notInTemplate: (word: string) => ({
    en: `--output: ${word} is not allowed; allowed are ${allowedNames}, and {{ for a brace`,
    zh: `--output：不允许 ${word}；可用 ${allowedNames}，或用 {{ 表示花括号`,
  }),
  outputIsRows: (path: string, format: string) => ({
    en: `--output: ${path} names the workbook, and --as ${format} writes the rows beside it; use a name that ends in .xlsx`,
    zh: `--output：${path} 是 Excel 文件的名称，而 --as ${format} 将行写在其旁；请使用以 .xlsx 结尾的名称`,
  }),
  outputIsFolder: (path: string) => ({
    en: `--output: ${path} is a folder; use --dir for a folder`,
    zh: `--output：${path} 是目录；目录请用 --dir 指定`,
  }),
};
