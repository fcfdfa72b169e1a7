import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import type { UsedSecret, Written } from './find-leaks.ts';

/** Set by global-setup.ts: the folder where each worker keeps what it saw. */
export const folderVariable = 'SIEM_EXPORT_TEST_LEAKS';

/** Shorter ones are words that are in texts anyway. */
const shortestSecret = 12;
const longestText = 2 ** 20;

/** A run of the program: what it printed must hold no secret, but for what its command line asks for. */
export function recordRun(run: {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: string;
  readonly stderr: string;
}): void {
  const command = run.argv.join(' ');
  recordSecret('key', ...secretsOf(run.env));
  // `wait` ends with the whole link there.
  const shows = run.argv.includes('--show-link') ? 'link' : undefined;
  recordWritten({ where: `${command} (stderr)`, text: run.stderr, shows });
  recordWritten({ where: `${command} (stdout)`, text: run.stdout, shows: shownBy(run.argv) });
}

/** @param written `where` is put after the name of the test */
export function recordWritten({ where, text, shows }: Written): void {
  if (text === '') return;
  const test = expect.getState().currentTestName ?? '';
  append('written', { where: `${test}: ${where}`, text: text.slice(0, longestText), shows });
}

export function recordSecret(
  kind: UsedSecret['kind'],
  ...values: readonly (string | undefined)[]
): void {
  for (const value of values) {
    if (value !== undefined && value.length >= shortestSecret) append('secrets', { value, kind });
  }
}

/** The secrets of the Links that were fetched from a sandbox. */
export function recordLinks({ requests }: Pick<Sandbox, 'requests'>): void {
  for (const { side, target } of requests) {
    if (side === 'store') recordLink(target);
  }
}

/** A Link, or its path and query. */
export function recordLink(link: string): void {
  const { searchParams } = new URL(link, 'http://store.invalid');
  for (const [name, value] of searchParams) {
    if (/signature$|token$/i.test(name)) recordSecret('link', value);
  }
}

/** What the program left in a folder: receipts, sidecars, the journal, settings. Not the vendor's own files. */
export function recordFiles(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/(?:^|\/)\.(?:aliyun|alibabacloud)(?:\/|$)|\.xlsx$/.test(name)) continue;
    const file = statSync(join(folder, name), { throwIfNoEntry: false });
    if (file?.isFile() !== true || file.size > longestText) continue;
    recordWritten({ where: `file ${name}`, text: readFileSync(join(folder, name), 'utf8') });
  }
}

function shownBy(argv: readonly string[]): Written['shows'] {
  const [command] = argv;
  if (command === 'sandbox' && !argv.includes('--')) return 'sandbox-keys';
  const asks = (...flags: readonly string[]): boolean => flags.some((flag) => argv.includes(flag));
  if (asks('--dry-run')) return 'signed-request';
  // What --query picks is printed bare.
  if (asks('--show-link', '--query')) return 'link';
  return asks('--json', '--events') ? 'link-value' : undefined;
}

function secretsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value = '']) => {
    if (/_proxy$/i.test(name)) return passwordsOf(value);
    return /SECRET|SECURITY_TOKEN|PASSWORD/.test(name) ? [value.trim()] : [];
  });
}

function passwordsOf(proxy: string): readonly string[] {
  if (!URL.canParse(proxy)) return [];
  const { username, password } = new URL(proxy);
  if (password === '') return [];
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return [password, decodeURIComponent(password), pair];
}

function append(kind: 'written' | 'secrets', record: object): void {
  const folder = process.env[folderVariable];
  if (folder === undefined) return;
  appendFileSync(join(folder, `${process.pid}.${kind}`), `${JSON.stringify(record)}\n`);
}
