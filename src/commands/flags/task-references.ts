import type { Command } from 'commander';
import { regions } from '../../api/endpoints.ts';
import type { Context } from '../../base/context.ts';
import { UsageError } from '../../base/errors.ts';
import {
  formatTaskReference,
  parseTaskReference,
  type TaskReference,
} from '../../base/task-reference.ts';
import { DeclaredArgument } from './flag.ts';

/** Declares `[exportId…]`. */
export function addTaskReferences(command: Command): Command {
  const text = command.name() === 'forget' ? texts.argument : texts.optionalArgument;
  return command.addArgument(new DeclaredArgument('[exportId...]', { text, values: 'tasks' }));
}

/**
 * The references of the command line, and of standard input for `-`, each once, in order.
 * @returns undefined if no argument was given; empty if standard input names no task
 * @throws UsageError naming the argument that is not a reference
 */
export async function readTaskReferences(
  args: readonly string[],
  { streams }: Pick<Context, 'streams'>,
): Promise<readonly TaskReference[] | undefined> {
  if (args.length === 0) return undefined;
  const words: string[] = [];
  for (const argument of args) {
    if (argument === '-') words.push(...splitWords(await readAll(streams.stdin)));
    else words.push(argument);
  }
  const references = words.map(readReference);
  return [...new Map(references.map((each) => [formatTaskReference(each), each])).values()];
}

/** White space separates words; `#` begins a comment that runs to the end of the line. */
export function splitWords(text: string): readonly string[] {
  return text
    .replace(/^\ufeff/, '')
    .replace(/#.*/g, '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

function readReference(written: string): TaskReference {
  const reference = parseTaskReference(written);
  if (reference === undefined) throw new UsageError(texts.notAReference(JSON.stringify(written)));
  const { region } = reference;
  if (region === undefined || regions.includes(region)) return reference;
  throw new UsageError(texts.unknownRegion(JSON.stringify(written), region, regions.join(', ')));
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let input = '';
  for await (const chunk of stream) input += String(chunk);
  return input;
}

const texts = {
  argument: {
    en: 'export tasks, [REGION/][ACCOUNT/]ID; - reads them from standard input',
    zh: '导出任务，[地域/][账号/]ID；- 表示从标准输入读取',
  },
  optionalArgument: {
    en: 'export tasks, [REGION/][ACCOUNT/]ID; - reads them from standard input; default: the task used last',
    zh: '导出任务，[地域/][账号/]ID；- 表示从标准输入读取；省略时使用最近用过的任务',
  },
  notAReference: (written: string) => ({
    en: `exportId: ${written} is not an export id; allowed: [REGION/][ACCOUNT/]ID, such as 200013 or ap-southeast-1/113091674489/500003, or - for standard input`,
    zh: `exportId：${written} 不是有效的导出任务 ID；可以是 [地域/][账号/]ID，例如 200013 或 ap-southeast-1/113091674489/500003，或用 - 从标准输入读取`,
  }),
  unknownRegion: (written: string, region: string, allowed: string) => ({
    en: `exportId: ${written} names the region ${region}; allowed: ${allowed}`,
    zh: `exportId：${written} 中的地域为 ${region}；可以是 ${allowed}`,
  }),
};
