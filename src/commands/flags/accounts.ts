import { isDigits } from '../../base/digits.ts';
import { UsageError } from '../../base/errors.ts';
import { describeReadFailure, readPlainFile } from '../../base/plain-file.ts';
import { en, zh } from '../../base/ui-language.ts';
import { resolvePath, type WorkingFolder } from '../../base/working-folder.ts';

/** `--role-for` as written: once, or several times. */
export type WrittenAccounts = string | readonly string[] | undefined;

/**
 * Whether a command runs for a fleet of accounts: `--role-for` more than once, or `@file`. A file with one
 * account is a fleet too: the output keeps its shape when the file changes.
 */
export function isFleet(written: WrittenAccounts): boolean {
  return toList(written).length > 1 || toList(written).some(isFile);
}

/**
 * The accounts of a fleet, each once, in order.
 * @throws UsageError naming the value, or file, line and value, and what is allowed
 */
export async function readFleet(
  written: WrittenAccounts,
  place: WorkingFolder,
): Promise<readonly string[]> {
  const accounts = new Set<string>();
  for (const value of toList(written)) {
    const given = isFile(value)
      ? await readAccounts(resolvePath(value.slice(1), place))
      : [validate(value, '--role-for')];
    for (const account of given) accounts.add(account);
  }
  return [...accounts];
}

function toList(written: WrittenAccounts): readonly string[] {
  if (written === undefined) return [];
  return typeof written === 'string' ? [written] : written;
}

function isFile(value: string): boolean {
  return value.startsWith('@');
}

/** One account per line; empty lines and `#` comments are ignored. */
async function readAccounts(path: string): Promise<readonly string[]> {
  let content: string;
  try {
    content = (await readPlainFile(path)).bytes.toString();
  } catch (error) {
    const reason = describeReadFailure(error);
    throw new UsageError({
      en: `--role-for: cannot read the file ${path} (${en(reason)})`,
      zh: `--role-for：无法读取文件 ${path}（${zh(reason)}）`,
    });
  }
  const accounts = content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line, index) => ({
      value: line.replace(/#.*/, '').trim(),
      place: `--role-for @${path}:${index + 1}`,
    }))
    .filter(({ value }) => value !== '')
    .map(({ value, place }) => validate(value, place));
  if (accounts.length > 0) return accounts;
  throw new UsageError({
    en: `--role-for: the file ${path} names no account; write one UID per line`,
    zh: `--role-for：文件 ${path} 中没有账号；每行应为一个 UID`,
  });
}

function validate(value: string, place: string): string {
  if (isDigits(value)) return value;
  const shown = JSON.stringify(value);
  throw new UsageError({
    en: `${place}: ${shown} is not an account; allowed are a UID (a positive 64-bit integer), or @file with one per line`,
    zh: `${place}：${shown} 不是账号；可以是账号 UID（64 位正整数），或 @文件（每行一个）`,
  });
}
