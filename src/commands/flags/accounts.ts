import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Context } from '../../base/context.ts';
import { isDigits } from '../../base/digits.ts';
import { systemErrorCode, UsageError } from '../../base/errors.ts';
import { text } from './texts.ts';

/** `--role-for` as it was written: once, or several times. */
export type WrittenAccounts = string | readonly string[] | undefined;

/**
 * Whether a command runs for a fleet of accounts: `--role-for` more than once, or `@file`, also where the
 * file names one account, so that what comes out looks the same in every week.
 */
export function isFleet(written: WrittenAccounts): boolean {
  return toList(written).length > 1 || toList(written).some(isFile);
}

/**
 * The accounts of a fleet, each once, in order.
 * @throws UsageError naming the value, or file, line and value, and what is allowed
 */
export function readFleet(
  written: WrittenAccounts,
  { cwd }: Pick<Context, 'cwd'>,
): readonly string[] {
  const accounts = new Set<string>();
  for (const value of toList(written)) {
    const given = isFile(value)
      ? readAccounts(resolve(cwd, value.slice(1)))
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

/** One account a line; empty lines and what follows a `#` don't count. */
function readAccounts(path: string): readonly string[] {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unknown error';
    throw new UsageError(text((texts) => texts.accountsUnreadable(path, code)));
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
  throw new UsageError(text((texts) => texts.noAccounts(path)));
}

function validate(value: string, place: string): string {
  if (isDigits(value)) return value;
  throw new UsageError(text((texts) => texts.notAnAccount(place, JSON.stringify(value))));
}
