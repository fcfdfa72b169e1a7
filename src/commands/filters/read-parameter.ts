import { buffer } from 'node:stream/consumers';
import type { Context } from '../../base/context.ts';
import { UsageError } from '../../base/errors.ts';
import { isJsonObject, JsonError, parseJson } from '../../base/json.ts';
import { describeReadFailure, readPlainFile } from '../../base/plain-file.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { en, zh } from '../../base/ui-language.ts';
import { resolvePath } from '../../base/working-folder.ts';

type Source = Pick<Context, 'streams' | 'cwd'>;

/**
 * The whole of `ExportTaskParameter`, byte for byte; only its form is validated.
 * @param written the object itself, `@file`, or `-` for standard input
 * @throws UsageError when it can't be read, or is not a JSON object
 */
export async function readParameter(written: string, source: Source): Promise<string> {
  const shown = shorten(written);
  const parameter = decodeParameter(await read(written, source), shown);
  if (isJsonObject(parse(parameter, shown))) return parameter;
  throw new UsageError({
    en: `--parameter: ${shown} is not a JSON object; allowed are an object such as {"IncidentStatus":"0"}, @file or -`,
    zh: `--parameter：${shown} 不是 JSON 对象；可用 {"IncidentStatus":"0"} 这样的对象、@文件 或 -`,
  });
}

async function read(written: string, source: Source): Promise<Uint8Array> {
  if (written === '-') return buffer(source.streams.stdin);
  if (!written.startsWith('@')) return Buffer.from(written);
  const path = resolvePath(written.slice(1), source);
  try {
    return (await readPlainFile(path)).bytes;
  } catch (error) {
    const reason = describeReadFailure(error);
    const file = toPlainText(path);
    throw new UsageError({
      en: `--parameter: cannot read the file ${file} (${en(reason)})`,
      zh: `--parameter：无法读取文件 ${file}（${zh(reason)}）`,
    });
  }
}

/** Without a byte order mark. */
function decodeParameter(bytes: Uint8Array, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError({
      en: `--parameter: ${shown} is not UTF-8 text`,
      zh: `--parameter：${shown} 不是 UTF-8 文本`,
    });
  }
}

function parse(parameter: string, shown: string): unknown {
  try {
    return parseJson(parameter);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { reason } = error;
    throw new UsageError({
      en: `--parameter: ${shown} is not JSON: ${en(reason)}`,
      zh: `--parameter：${shown} 不是 JSON：${zh(reason)}`,
    });
  }
}

function shorten(written: string): string {
  return JSON.stringify(written.length > 60 ? `${written.slice(0, 60)}…` : written);
}
