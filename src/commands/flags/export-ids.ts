import type { Command } from 'commander';
import type { Context } from '../../base/context.ts';
import { isDigits } from '../../base/digits.ts';
import { UsageError } from '../../base/errors.ts';
import { text } from './texts.ts';

/** Declares `[exportId…]`. */
export function addExportIds(command: Command): Command {
  return command.argument('[exportId...]');
}

/**
 * The ids of the command line and of standard input where one of them is `-`, each once, in order.
 * @throws UsageError naming the argument that is not an id
 */
export async function readExportIds(
  args: readonly string[],
  { streams }: Pick<Context, 'streams'>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const argument of args) {
    if (argument !== '-') {
      ids.push(validateExportId(argument));
      continue;
    }
    const words = (await readAll(streams.stdin)).split(/\s+/).filter((word) => word !== '');
    if (words.length === 0) throw new UsageError(text((texts) => texts.noIdsOnStdin));
    ids.push(...words.map(validateExportId));
  }
  return [...new Set(ids)];
}

function validateExportId(id: string): string {
  if (isDigits(id)) return id;
  throw new UsageError(text((texts) => texts.notAnExportId(JSON.stringify(id))));
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let input = '';
  for await (const chunk of stream) input += String(chunk);
  return input;
}
