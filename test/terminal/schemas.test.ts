import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/base/exit-codes.ts';
import { formatJson, isJsonObject, type JsonObject } from '../../src/base/json.ts';
import { formatTaskObject } from '../../src/terminal/data/task-object.ts';
import { readSchema, validateOutput } from '../helpers/output-schema.ts';
import { buildResult, download } from './build-events.ts';

const readDocument = (name: string): Promise<string> =>
  readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

/** `Name: type` of each row in the tables of a document. */
function documentedFields(text: string): readonly string[] {
  const rows = text.matchAll(
    /\| `([A-Z]\w+)`\s*\| ((?:number|string|boolean|object)(?:, null)?) *\|/g,
  );
  return [...new Set([...rows].map(([, name = '', type = '']) => `${name}: ${type}`))].sort();
}

/** The same of the properties that a schema gives a type. */
function schemaFields(schema: JsonObject): readonly string[] {
  const { $defs = {}, ...root } = schema;
  const definitions = [...Object.values($defs as JsonObject), root];
  const fields = definitions.flatMap((each) => {
    const properties = isJsonObject(each) ? each['properties'] : undefined;
    return Object.entries(isJsonObject(properties) ? properties : {}).flatMap(
      ([name, property]) => {
        const type = isJsonObject(property) ? describeType(property) : undefined;
        return type === undefined ? [] : [`${name}: ${type}`];
      },
    );
  });
  return [...new Set(fields)].sort();
}

/** @returns undefined where the schema leaves the type open, or points to a definition */
function describeType(property: JsonObject): string | undefined {
  if (Array.isArray(property['anyOf'])) return 'object, null';
  if (property['$ref'] === 'urn:siem-export:task:1') return 'object';
  if ('const' in property) return typeof property['const'];
  if (property['type'] === undefined) return undefined;
  const types = [property['type'] as string | string[]].flat();
  return types.map((type) => (type === 'integer' ? 'number' : type)).join(', ');
}

describe('the schemas', () => {
  it('have the fields of the documents with their types, and no other', async () => {
    const task = schemaFields(readSchema('task') as JsonObject);
    // Those of doctor and explain are no objects of a task.
    const [tasks = ''] = (await readDocument('json.md')).split('## The object of');
    expect(task).toEqual(documentedFields(tasks));
    // The values of these two stand beside the fields, in a table that has no column for the type.
    const events = schemaFields(readSchema('events') as JsonObject).filter(
      (field) => field !== 'Phase: string',
    );
    expect(events).toEqual(documentedFields(await readDocument('events.md')));
  });

  it('allow the examples of the documents', async () => {
    const example = async (name: string) => {
      const [, block = ''] = /```json\n(.*?)```/s.exec(await readDocument(name)) ?? [];
      return `${JSON.stringify(JSON.parse(block))}\n`;
    };
    validateOutput(['wait', '--json'], await example('json.md'));
    validateOutput(['wait', '--events'], await example('events.md'));
  });

  it('have every exit code', () => {
    const { Meta } = (readSchema('task') as { $defs: Record<string, unknown> }).$defs;
    expect(Meta).toMatchObject({
      properties: { ExitCode: { enum: Object.values(exitCodes) } },
    });
  });

  it('are what the package exports', () => {
    const { resolve } = createRequire(import.meta.url);
    expect(resolve('siem-export/schema.json')).toMatch(/schemas\/task\.schema\.json$/);
    expect(resolve('siem-export/events.schema.json')).toMatch(/schemas\/events\.schema\.json$/);
  });
});

describe('what the tests see of the program', () => {
  const object = formatTaskObject(buildResult({ download }));
  const meta = object['Meta'] as JsonObject;
  const see = (changed: JsonObject, argv: readonly string[] = ['wait', '1', '--json']): void => {
    validateOutput(argv, `${formatJson(changed)}\n`);
  };

  it.each<[string, JsonObject]>([
    ['a field that no document names', { ...object, Meta: { ...meta, New: 1 } }],
    ['a field that is missing', { ...object, Meta: { ...meta, Polls: undefined } }],
    ['another type', { ...object, Meta: { ...meta, Polls: '7' } }],
    ['an outcome that no document names', { ...object, Meta: { ...meta, Outcome: 'lost' } }],
    ['a time without a zone', { ...object, Meta: { ...meta, CreatedAt: '2026-11-24T06:00:00' } }],
  ])('fails with %s', (_, changed) => {
    expect(() => {
      see(changed);
    }).toThrow('not what the schema allows');
  });

  it('may have elements of the answer that are new', () => {
    see({ ...object, New: [1] });
  });

  it('is validated in the sandbox, too, and only where it is JSON of a task', () => {
    expect(() => {
      see({}, ['sandbox', '--', 'siem-export', 'wait', '--json']);
    }).toThrow();
    see({}, ['wait', '--json', '--query', 'Link']);
    see({}, ['doctor', '--json']);
  });
});
