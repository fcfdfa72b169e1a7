import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SiemExportError } from '../../src/base/errors.ts';
import { isJsonObject, type JsonObject } from '../../src/base/json.ts';
import type { TaskEvent } from '../../src/operations/task-event.ts';
import { formatEventObject, formatResultEvent } from '../../src/terminal/data/event-object.ts';
import { formatTaskObject } from '../../src/terminal/data/task-object.ts';
import { buildResult, buildTask, createEvents, download } from './build-events.ts';

const read = (name: string): Promise<string> =>
  readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const error = new SiemExportError('C', 'download', 'M');
const retry = {
  type: 'retry',
  failures: 1,
  maxFailures: 8,
  delayMs: 1,
  code: 'C',
  message: 'M',
} as const;
const { poll, transfer } = createEvents('200013');

/** The names in the tables of a document: those that stand in backquotes in a cell of their own. */
function documentedNames(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\| `([A-Z]\w+)`\s*\|/g)].map(([, name = '']) => name));
}

function namesIn(value: JsonObject): readonly string[] {
  return Object.entries(value).flatMap(([name, field]) => [
    name,
    ...(isJsonObject(field) && name !== 'Result' ? namesIn(field) : []),
  ]);
}

describe('the documents', () => {
  it('have every field of the JSON object, and no other', async () => {
    const counted = { sheets: [], count: 1, sizeBytes: 9, sha256: 'e3b0' };
    const rows = { ...counted, path: 'a.csv', format: 'csv', skipped: false } as const;
    const { Meta } = formatTaskObject(buildResult({ download, error, rows }));
    const names = isJsonObject(Meta) ? namesIn(Meta) : [];
    // Those of doctor and explain have tests of their own.
    const [tasks = ''] = (await read('json.md')).split('## The object of');
    expect(documentedNames(tasks)).toEqual(new Set(names));
  });

  it('have every field of the events, and no other', async () => {
    const events: readonly TaskEvent[] = [
      { type: 'created', created: { elements: {}, exportId: '1' }, at: 0 },
      poll(0),
      { type: 'state', task: buildTask(), at: 0 },
      transfer(0, retry),
      transfer(0, { type: 'started', path: null, totalBytes: null, resumedFrom: 0 }),
      transfer(0, { type: 'progress', receivedBytes: 0, totalBytes: null }),
      transfer(0, { type: 'restarted', reason: 'R' }),
    ];
    const objects = [...events.map(formatEventObject), formatResultEvent(buildResult(), 0)];
    const names = new Set(objects.flatMap((object) => (object ? namesIn(object) : [])));
    // The column of the phases has its own head.
    names.delete('Phase');
    const documented = new Set(documentedNames(await read('events.md')));
    documented.delete('Phase');
    expect(documented).toEqual(names);
  });
});
