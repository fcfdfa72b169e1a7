import { isDigits } from '../../base/digits.ts';
import { isJsonObject, type JsonObject } from '../../base/json.ts';

const outcomes = [
  'succeeded',
  'failed',
  'running',
  'timed-out',
  'stalled',
  'interrupted',
  'error',
] as const;

/** Identifies one task. */
export interface TaskKey {
  /** Digits. */
  readonly exportId: string;
  readonly region: string;
  /** The member account, digits. Undefined: the caller's own account. */
  readonly roleFor?: string | undefined;
}

/** What the journal knows about one task: no credentials, no download link. Times are epoch milliseconds. */
export interface JournalEntry extends TaskKey {
  /** `Id` of the response, if it differs from the id in the request. Digits. */
  readonly answeredId?: string | undefined;
  /** The account in the name of the file, if the name contains one. Digits. */
  readonly account?: string | undefined;
  /** `ExportType`. */
  readonly type?: string | undefined;
  /** As received: not safe in a path or on a terminal. */
  readonly fileName?: string | undefined;
  /** `GmtCreate`. */
  readonly createdAt?: number | undefined;
  /** When this machine first saw the task. */
  readonly firstAt: number;
  /** When a command last used it. A command without an id takes the task used last. */
  readonly usedAt: number;
  /** When the service last reported its status. */
  readonly seenAt: number;
  /** `ExportStatus`. */
  readonly status?: string | undefined;
  /** Per cent. */
  readonly progress?: number | undefined;
  /** How the last command ended for it; `running` also while the command runs. */
  readonly outcome: (typeof outcomes)[number];
  /** Whether the task may still change: `list --pending` shows those. */
  readonly pending: boolean;
  /** The absolute path of its file. */
  readonly path?: string | undefined;
}

const schemaVersion = 1;

class MalformedEntryError extends Error {}

/**
 * By hand, because each command that uses a task reads its entry: loading a schema library would take
 * longer than reading the file.
 * @returns undefined for anything else, and for an entry of an unknown version
 */
export function parseEntry(record: unknown): JournalEntry | undefined {
  if (!isJsonObject(record) || record['schema'] !== schemaVersion) return undefined;
  const need = <T>(name: keyof JournalEntry, parse: (value: unknown) => T | undefined): T => {
    const value = parse(record[name]);
    if (value === undefined) throw new MalformedEntryError(name);
    return value;
  };
  const may = <T>(name: keyof JournalEntry, parse: (value: unknown) => T | undefined) =>
    record[name] === undefined ? undefined : need(name, parse);
  try {
    return {
      exportId: need('exportId', parseDigits),
      region: need('region', parseRegion),
      roleFor: may('roleFor', parseDigits),
      answeredId: may('answeredId', parseDigits),
      account: may('account', parseDigits),
      type: may('type', parseText),
      fileName: may('fileName', parseText),
      createdAt: may('createdAt', parseInstant),
      firstAt: need('firstAt', parseInstant),
      usedAt: need('usedAt', parseInstant),
      seenAt: need('seenAt', parseInstant),
      status: may('status', parseText),
      progress: may('progress', parseProgress),
      outcome: need('outcome', parseOutcome),
      pending: need('pending', parseSwitch),
      path: may('path', parseText),
    };
  } catch (error) {
    if (error instanceof MalformedEntryError) return undefined;
    throw error;
  }
}

function parseDigits(value: unknown): string | undefined {
  return typeof value === 'string' && isDigits(value) ? value : undefined;
}

function parseRegion(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z\d-]{1,40}$/.test(value) ? value : undefined;
}

function parseText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function parseInstant(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

function parseProgress(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : undefined;
}

function parseOutcome(value: unknown): JournalEntry['outcome'] | undefined {
  return outcomes.find((outcome) => outcome === value);
}

function parseSwitch(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** The JSON object of an entry: ids as text, times in ISO 8601. */
export function formatEntry(entry: JournalEntry): JsonObject {
  const { createdAt, firstAt, usedAt, seenAt, ...others } = entry;
  return {
    schema: schemaVersion,
    ...others,
    createdAt: createdAt === undefined ? undefined : formatInstant(createdAt),
    firstAt: formatInstant(firstAt),
    usedAt: formatInstant(usedAt),
    seenAt: formatInstant(seenAt),
  };
}

/** @returns undefined for a time outside the range of `Date`: a service may send anything */
function formatInstant(at: number): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The name of its file, unique for each task. */
export function nameEntry({ exportId, region, roleFor }: TaskKey): string {
  return `${region}_${roleFor ?? 'own'}_${exportId}`;
}

/** Two entries of one task as one. Newer values win; a value that only one of them has is kept. */
export function mergeEntries(before: JournalEntry, after: JournalEntry): JournalEntry {
  const [older, newer] = before.seenAt <= after.seenAt ? [before, after] : [after, before];
  return {
    ...older,
    ...Object.fromEntries(Object.entries(newer).filter(([, value]) => value !== undefined)),
    firstAt: Math.min(before.firstAt, after.firstAt),
    usedAt: Math.max(before.usedAt, after.usedAt),
  };
}
