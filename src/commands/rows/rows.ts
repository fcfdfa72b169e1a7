import { sep } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../../base/errors.ts';
import { resolvePath, type WorkingFolder } from '../../base/working-folder.ts';
import type { RowFormat } from '../../workbook/row-writers.ts';
import type { IfExists } from '../../transfer/download-request.ts';
import { ifExistsPolicies, parseIfExists, parseRowFormat } from '../flags/download-flags.ts';
import {
  declareFlags,
  DeclaredArgument,
  defaultedFlag,
  parseFlags,
  switchFlag,
  valueFlag,
  type FlagTable,
  type FlagValues,
} from '../flags/flag.ts';
import { addEventsFlag, addOutputFlags, type OutputFlags } from '../flags/output-flags.ts';
import { declareCommand, type CommandHelp } from '../help/command-help.ts';
import { createResumeCommand } from '../resume-command.ts';
import { texts } from './texts.ts';

export interface RowsCommand {
  /** As written, each once; `-` is standard input. */
  readonly files: readonly string[];
  /** The command line that continues with these files. */
  readonly resume: (files: readonly string[]) => string;
  readonly output: OutputFlags & { readonly events?: boolean | undefined };
  /** Which rows, and how they are written. */
  readonly rows: Omit<FlagValues<typeof rowsFlags>, 'output' | 'ifExists' | 'summary'>;
  /** `nowhere`: counted alone. */
  readonly destination:
    | { readonly kind: 'file'; readonly path: string; readonly ifExists: IfExists }
    | { readonly kind: 'stdout' }
    | { readonly kind: 'nowhere' }
    | { readonly kind: 'summary' };
}

/** `rows <file…>`: the rows of workbooks as CSV or NDJSON. */
export function registerRows(
  program: Command,
  run: (command: RowsCommand) => Promise<void>,
  place: WorkingFolder,
): void {
  const command = declareCommand(program, 'rows', help).addArgument(
    new DeclaredArgument('<file...>', {
      text: { en: 'workbooks; - is standard input', zh: 'Excel 文件；- 表示标准输入' },
      values: 'files',
    }),
  );
  declareFlags(command, rowsFlags);
  addEventsFlag(addOutputFlags(command, ['verbose', 'showLink']));
  command.action(async (written: string[], output: RowsCommand['output']) => {
    const files = [...new Set(written)];
    const { output: path, ifExists, summary, ...rows } = parseFlags(rowsFlags, output);
    const isGiven = (name: string): boolean => command.getOptionValueSource(name) === 'cli';
    verifyEffects({ summary, path, rows, files }, isGiven);
    const destination = summary
      ? ({ kind: 'summary' } as const)
      : parseDestination({ path, ifExists, format: rows.format }, { place, files, output });
    await run({ files, rows, destination, output, resume: createResumeCommand(command) });
  });
}

/** Which rows are written, how, and where. */
const rowsFlags = {
  format: defaultedFlag('--format <format>', {
    text: { en: 'csv or ndjson', zh: 'csv 或 ndjson' },
    defaultText: 'csv',
    values: ['csv', 'ndjson'],
    parse: parseRowFormat,
  }),
  output: valueFlag('-o, --output <file>', {
    text: {
      en: 'write the rows to this file; - is standard output (default: -)',
      zh: '将行写入此文件；- 表示标准输出（默认：-）',
    },
    values: 'files',
    parse: (written) => written,
  }),
  ifExists: defaultedFlag('--if-exists <policy>', {
    text: {
      en: 'when the file exists: skip (only if identical), fail, overwrite or rename',
      zh: '文件已存在时：skip（仅当内容相同）、fail、overwrite 或 rename',
    },
    defaultText: 'skip',
    values: ifExistsPolicies,
    parse: parseIfExists,
  }),
  sheet: valueFlag('--sheet <name|number>', {
    text: {
      en: 'only this sheet (default: all sheets with rows)',
      zh: '只读取此工作表（默认：所有含有行的工作表）',
    },
    parse: (written) => written,
  }),
  columns: valueFlag('--columns <names>', {
    text: {
      en: 'only these columns, in this order, separated by commas',
      zh: '只输出这些列，按此顺序，以逗号分隔',
    },
    parse: (written) => written.split(','),
  }),
  limit: valueFlag('--limit <n>', {
    text: { en: 'at most n rows of each sheet', zh: '每个工作表最多 n 行' },
    parse: parseCount,
  }),
  summary: switchFlag('--summary', {
    en: 'count the values of each column instead of printing rows',
    zh: '统计每一列的值，而不输出行',
  }),
  crlf: switchFlag('--crlf', { en: 'CSV: end lines with CR LF', zh: 'CSV：行尾使用 CR LF' }),
  bom: switchFlag('--bom', {
    en: 'CSV: begin with a byte order mark, for Excel',
    zh: 'CSV：以字节顺序标记（BOM）开头，供 Excel 识别',
  }),
  raw: switchFlag('--raw', {
    en: 'CSV: no apostrophe in front of texts that a spreadsheet would run',
    zh: 'CSV：不在可能被电子表格执行的文本前添加单引号',
  }),
} satisfies FlagTable;

function parseCount(written: string, flag: string): number {
  if (/^\d{1,9}$/.test(written)) return Number(written);
  throw new UsageError(texts.notACount(flag, JSON.stringify(written)));
}

interface Given {
  readonly summary: boolean;
  readonly path: string | undefined;
  readonly rows: RowsCommand['rows'];
  readonly files: readonly string[];
}

/** @throws UsageError for a flag that would do nothing */
function verifyEffects(given: Given, isGiven: (name: string) => boolean): void {
  const { summary, path, rows, files } = given;
  const without = (names: readonly string[], why: { en: string; zh: string }): void => {
    const name = names.find(isGiven);
    if (name === undefined) return;
    const flag = name === 'ifExists' ? '--if-exists' : `--${name}`;
    throw new UsageError({ en: `${flag} ${why.en}`, zh: `${flag} ${why.zh}` });
  };
  if (summary) {
    without(['format', 'output', 'ifExists', 'crlf', 'bom', 'raw'], texts.notWithSummary);
    return;
  }
  if (rows.format !== 'csv') without(['crlf', 'bom', 'raw'], texts.csvOnly);
  if (path === undefined || path === '-') without(['ifExists'], texts.needsOutput);
  if (files.length > 1 && path !== undefined && path !== '-') {
    throw new UsageError(texts.oneOutput(files.length));
  }
}

function parseDestination(
  {
    path,
    ifExists,
    format,
  }: {
    readonly path: string | undefined;
    readonly ifExists: IfExists;
    readonly format: RowFormat;
  },
  {
    place,
    files,
    output: { json, query, events },
  }: Pick<RowsCommand, 'files' | 'output'> & { readonly place: WorkingFolder },
): Exclude<RowsCommand['destination'], { kind: 'summary' }> {
  const form = json ? '--json' : query !== undefined ? '--query' : events ? '--events' : undefined;
  if (path === undefined && form !== undefined) return { kind: 'nowhere' };
  if (path === '-' && form !== undefined) throw new UsageError(texts.bothToStdout(form));
  if (path === undefined || path === '-') {
    if (files.length > 1 && format === 'csv')
      throw new UsageError(texts.csvOfSeveral(files.length));
    return { kind: 'stdout' };
  }
  if (path === '') throw new UsageError(texts.noName);
  if (['/', sep].includes(path.slice(-1))) throw new UsageError(texts.outputIsFolder(path));
  const target = resolvePath(path, place);
  if (files.some((file) => file !== '-' && resolvePath(file, place) === target)) {
    throw new UsageError(texts.outputIsInput(path));
  }
  return { kind: 'file', path: target, ifExists };
}

const help: CommandHelp = {
  group: 'machine',
  summary: {
    en: 'print the rows of workbooks as CSV or NDJSON',
    zh: '将 Excel 文件的行输出为 CSV 或 NDJSON',
  },
  description: {
    en: 'Prints the rows of downloaded workbooks as CSV or NDJSON, offline. With -o, the file appears when the last row is written. --summary counts the values of each column. With --json and without -o, rows are counted, not printed.',
    zh: '离线将已下载的 Excel 文件的行输出为 CSV 或 NDJSON。使用 -o 时，写完最后一行后文件才会出现。--summary 统计每一列的值。使用 --json 而不使用 -o 时，只统计行数，不输出行。',
  },
  examples: [
    ['siem-export rows event.xlsx -o event.csv', { en: 'as CSV', zh: '输出为 CSV' }],
    [
      'siem-export rows event.xlsx --format ndjson | jq .',
      { en: 'one JSON object per row', zh: '每行一个 JSON 对象' },
    ],
    [
      'siem-export rows event.xlsx --summary',
      { en: 'the most frequent values of each column', zh: '每一列最常见的值' },
    ],
  ],
  mostUsed: ['--format', '--output', '--columns', '--limit', '--sheet', '--summary', '--json'],
  exits: ['ok', 'usage', 'download', 'integrity', 'partial'],
  callsApi: false,
};
