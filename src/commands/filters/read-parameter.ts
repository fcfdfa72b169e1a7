import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Context } from '../../base/context.ts';
import { systemErrorCode, UsageError } from '../../base/errors.ts';
import { isJsonObject, JsonError, parseJson } from '../../base/json.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { text } from './texts.ts';

type Source = Pick<Context, 'streams' | 'cwd'>;

/**
 * The whole of `ExportTaskParameter`, byte for byte: only that it is a JSON object is looked at.
 * @param written the object itself, `@file`, or `-` for standard input
 * @throws UsageError when it can't be read, or is not a JSON object
 */
export async function readParameter(written: string, source: Source): Promise<string> {
  const shown = shorten(written);
  const parameter = decodeParameter(await read(written, source), shown);
  if (isJsonObject(parse(parameter, shown))) return parameter;
  throw new UsageError(text((texts) => texts.notAnObject(shown)));
}

async function read(written: string, { streams, cwd }: Source): Promise<Uint8Array> {
  if (written === '-') return buffer(streams.stdin);
  if (!written.startsWith('@')) return Buffer.from(written);
  const path = resolve(cwd, written.slice(1));
  try {
    return await readFile(path);
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unknown error';
    throw new UsageError(text((texts) => texts.unreadable(toPlainText(path), code)));
  }
}

/** A byte order mark at its begin is no part of a text. */
function decodeParameter(bytes: Uint8Array, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(text((texts) => texts.notText(shown)));
  }
}

function parse(parameter: string, shown: string): unknown {
  try {
    return parseJson(parameter);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { reason } = error;
    throw new UsageError(text((texts, say) => texts.notJson(shown, say(reason))));
  }
}

function shorten(written: string): string {
  return JSON.stringify(written.length > 60 ? `${written.slice(0, 60)}…` : written);
}
