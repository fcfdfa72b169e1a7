import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { systemErrorCode } from '../../base/errors.ts';
import { readPlainFileSync } from '../../base/plain-file.ts';
import { parseJson } from '../../base/json.ts';
import { changeConfFile } from '../conf-file.ts';
import {
  formatEntry,
  mergeEntries,
  nameEntry,
  parseEntry,
  type JournalEntry,
  type TaskKey,
} from './journal-entry.ts';

const ending = '.json';
/** An entry has some hundred bytes; larger files are not read. */
const mostEntryBytes = 256 * 1024;

/**
 * A folder with one file per task, so processes that run side by side rarely write the same file.
 * Files are read synchronously: loading `node:fs/promises` would take longer.
 */
export interface JournalFolder {
  /** Empty if the folder does not exist. Files that are no entries are counted and skipped. */
  read(): { readonly entries: readonly JournalEntry[]; readonly broken: number };
  /**
   * Merges the entry into the file of its task, atomically.
   * @returns whether the task is new
   */
  write(entry: JournalEntry): Promise<boolean>;
  remove(key: TaskKey): void;
  /**
   * Removes the files older than `beforeMs`, then broken entries and the oldest ones until `most` remain.
   */
  prune(limits: { readonly most: number; readonly beforeMs: number }): void;
}

export function openJournalFolder(folder: string): JournalFolder {
  const pathOf = (key: TaskKey): string => join(folder, `${nameEntry(key)}${ending}`);
  return {
    read() {
      const names = listNames(folder).filter((name) => name.endsWith(ending));
      const found = names.map((name) => readEntry(join(folder, name)));
      const entries = found.filter((entry) => entry !== undefined);
      return { entries, broken: names.length - entries.length };
    },
    async write(entry) {
      const before = readEntry(pathOf(entry));
      const merged = before === undefined ? entry : mergeEntries(before, entry);
      const content = formatEntry(merged);
      await changeConfFile({ folder, name: nameEntry(entry), content }, (conf) => {
        conf.store = content;
      });
      return before === undefined;
    },
    remove(key) {
      rmSync(pathOf(key), { force: true });
    },
    prune({ most, beforeMs }) {
      const files = listNames(folder).map((name) => inspect(join(folder, name)));
      const known = files.filter((file) => file !== undefined).sort((a, b) => b.atMs - a.atMs);
      const entries = known.filter(({ path }) => path.endsWith(ending));
      if (entries.length > most) moveBrokenToEnd(entries);
      // A temporary file that a killed process left behind has another ending.
      const halves = known.filter(({ path, atMs }) => !path.endsWith(ending) && atMs < beforeMs);
      const old = entries.filter(({ atMs }, index) => index >= most || atMs < beforeMs);
      for (const { path } of [...halves, ...old]) rmSync(path, { force: true });
    },
  };
}

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

/** @returns undefined if the file is missing, unreadable, not an entry, or a copy under another name */
function readEntry(path: string): JournalEntry | undefined {
  try {
    const entry = parseEntry(
      parseJson(readPlainFileSync(path, { maxBytes: mostEntryBytes }).bytes.toString()),
    );
    return entry && basename(path) === `${nameEntry(entry)}${ending}` ? entry : undefined;
  } catch {
    return undefined;
  }
}

interface EntryFile {
  readonly path: string;
  readonly atMs: number;
}

function moveBrokenToEnd(files: EntryFile[]): void {
  const broken = new Set(files.filter(({ path }) => readEntry(path) === undefined));
  files.sort((a, b) => Number(broken.has(a)) - Number(broken.has(b)));
}

/** @returns undefined for a folder too: it is not the journal's, and is not removed */
function inspect(path: string): EntryFile | undefined {
  try {
    const status = lstatSync(path);
    return status.isDirectory() ? undefined : { path, atMs: status.mtimeMs };
  } catch {
    // Another process has removed it.
    return undefined;
  }
}
