import { UsageError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { parseTaskReference, type TaskReference } from '../base/task-reference.ts';

/** The allowed values of an option. */
export interface OptionRule {
  /** In words: `a number of milliseconds, 0 or more`. */
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  /** Its value must not be shown. */
  readonly isSecret?: boolean;
  /** Default: optional. */
  readonly isRequired?: boolean;
}

/** An option without a rule does not compile. */
export type OptionRules<T> = { readonly [Name in keyof Required<T>]: OptionRule };

/**
 * Checks options at run time, because callers may not use a compiler.
 * @throws UsageError naming the option, the value and what is allowed
 */
export function validateOptions<T>(
  given: unknown,
  rules: OptionRules<T>,
  place = 'options',
): asserts given is T {
  if (!isObject(given)) throw refuseOption(place, given, { allowed: 'an object' });
  // An unknown name is a typing error, and would be ignored.
  const strange = Object.keys(given).find(
    (name) => !Object.hasOwn(rules, name) && given[name] !== undefined,
  );
  if (strange !== undefined) {
    const names = Object.keys(rules).join(', ');
    throw new UsageError(`${place}.${toPlainText(strange)}: unknown option; known are ${names}`);
  }
  validateFields(given, rules, place);
}

/** Checks the fields that have a rule, and ignores others. @throws as `validateOptions` */
export function validateFields<T>(
  given: unknown,
  rules: OptionRules<T>,
  place: string,
): asserts given is T {
  if (!isObject(given)) throw refuseOption(place, given, { allowed: 'an object', isSecret: true });
  for (const [name, rule] of Object.entries<OptionRule>(rules)) {
    const value = given[name];
    if (value === undefined ? rule.isRequired === true : !rule.accepts(value)) {
      throw refuseOption(`${place}.${name}`, value, rule);
    }
  }
}

/**
 * A task as callers name it: its id, a reference such as `ap-southeast-1/113091674489/500003`, or the same
 * as an object. What it leaves out comes from the options.
 *
 * @example
 * ```ts
 * import { getExportTask, type TaskName } from 'siem-export';
 *
 * const name: TaskName = 'cn-hangzhou/113091674489/200013';
 * console.log((await getExportTask(name)).state);
 * ```
 */
export type TaskName = string | TaskReference;

/**
 * @returns undefined if no task is named
 * @throws UsageError: a number would hold 53 bits of an id's 64
 */
export function readTaskName(name: unknown): TaskReference | undefined {
  if (name === undefined) return undefined;
  const reference = isObject(name) ? readParts(name) : readWritten(name);
  if (reference !== undefined) return reference;
  throw refuseOption('exportId', name, {
    allowed: 'a string, ID or [REGION/][ACCOUNT/]ID, or an object { region, roleFor, exportId }',
  });
}

function readWritten(name: unknown): TaskReference | undefined {
  return typeof name === 'string' ? parseTaskReference(name) : undefined;
}

function readParts(given: Readonly<Record<string, unknown>>): TaskReference | undefined {
  const names = ['region', 'roleFor', 'exportId'] as const;
  const parts = names.map((name) => given[name]).filter((part) => part !== undefined);
  const reference = parts.every((part) => typeof part === 'string')
    ? parseTaskReference(parts.join('/'))
    : undefined;
  return names.every((name) => reference?.[name] === given[name]) ? reference : undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuseOption(
  place: string,
  value: unknown,
  { allowed, isSecret = false }: Pick<OptionRule, 'allowed' | 'isSecret'>,
): UsageError {
  const shown = isSecret ? nameKind(value) : showValue(value);
  return new UsageError(`${place}: ${shown} is not allowed; allowed is ${allowed}`);
}

/** The content of an object is not shown, because it may be a secret. */
function showValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(toPlainText(value.slice(0, 80)));
  if (typeof value === 'bigint') return `${String(value)}n`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return nameKind(value);
}

function nameKind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid date' : 'a date';
  if (typeof value === 'string') return value === '' ? 'an empty string' : 'this string';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
