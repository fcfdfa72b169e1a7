import { UsageError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { parseTaskReference, type TaskReference } from '../base/task-reference.ts';

/** What one option may be. */
export interface OptionRule {
  /** For people: `a number of milliseconds, 0 or more`. */
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  /** A value of it is never shown. */
  readonly isSecret?: boolean;
  /** It has to be there. */
  readonly isRequired?: boolean;
}

/** A rule for each option, so that one without a rule does not compile. */
export type OptionRules<T> = { readonly [Name in keyof Required<T>]: OptionRule };

/**
 * Not all callers have a compiler: what is wrong is said before it does harm.
 * @throws UsageError naming the option, the value and what is allowed
 */
export function validateOptions<T>(
  given: unknown,
  rules: OptionRules<T>,
  place = 'options',
): asserts given is T {
  if (!isObject(given)) throw refuseOption(place, given, { allowed: 'an object' });
  // One that nobody knows is a slip of the pen: what it was meant to say would not be done.
  const strange = Object.keys(given).find(
    (name) => !Object.hasOwn(rules, name) && given[name] !== undefined,
  );
  if (strange !== undefined) {
    const names = Object.keys(rules).join(', ');
    throw new UsageError(
      `${place}.${toPlainText(strange)}: there is no such option; there are ${names}`,
    );
  }
  validateFields(given, rules, place);
}

/** Looks at the fields that have a rule, and at no others. @throws as `validateOptions` */
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
 * const name: TaskName = { region: 'ap-southeast-1', roleFor: '113091674489', exportId: '500003' };
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

/** What an object holds is not shown: it may be a secret. */
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
