import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/base/exit-codes.ts';
import { formatJson, isJsonObject, type JsonObject } from '../../src/base/json.ts';
import { formatTaskObject } from '../../src/terminal/data/task-object.ts';
import { readSchema, validateOutput } from '../helpers/output-schema.ts';
import { runCli } from '../helpers/run-cli.ts';
import { buildResult, download } from './build-events.ts';

const readDocument = (name: string): Promise<string> =>
  readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

/** `Name: type` of each row in the tables of a document. */
function documentedFields(text: string): readonly string[] {
  const rows = text.matchAll(
    /\| `([A-Z]\w+)`\s*\| ((?:number|string|boolean|object|array)(?:, null)?) *\|/g,
  );
  return [...new Set([...rows].map(([, name = '', type = '']) => `${name}: ${type}`))].sort();
}

/** The same of the properties that a schema gives a type, at its top and in its definitions. */
function fieldsOf(
  name: Parameters<typeof readSchema>[0],
  definitionNames?: readonly string[],
): readonly string[] {
  const { $defs = {}, ...root } = readSchema(name) as JsonObject;
  const chosen = Object.entries($defs as JsonObject).filter(
    ([each]) => definitionNames?.includes(each) ?? true,
  );
  const definitions = [...chosen.map(([, each]) => each), root];
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
    const [tasks = '', doctor = '', explain = '', dryRun = ''] = (
      await readDocument('json.md')
    ).split('## The object of');
    expect(fieldsOf('task')).toEqual(documentedFields(tasks));
    // What a check found stands in a table without types, which has a test of its own.
    expect(fieldsOf('doctor', ['Check'])).toEqual(documentedFields(doctor));
    expect(fieldsOf('explain', [])).toEqual(documentedFields(explain));
    expect(fieldsOf('dry-run')).toEqual(documentedFields(dryRun));
    // The values of these two stand beside the fields, in a table that has no column for the type.
    const events = fieldsOf('events').filter((field) => field !== 'Phase: string');
    expect(events).toEqual(documentedFields(await readDocument('events.md')));
  });

  it('have the facts of each check of doctor that the document names', async () => {
    const { $defs } = readSchema('doctor') as { $defs: JsonObject };
    const rows = (await readDocument('json.md')).matchAll(/^\| `([a-z]+)` +\|[^|]*\| (.*) \|$/gm);
    const documented = [...rows].map(([, name = '', facts = '']) => {
      const names = [...facts.matchAll(/`([A-Z]\w+)`/g)].map(([, field]) => field);
      return [name, names.sort()];
    });
    const { File, Route, Check, ...checks } = $defs;
    const propertiesOf = (each: unknown): readonly string[] =>
      Object.keys((each as { properties: JsonObject }).properties);
    const inside: JsonObject = { Files: File, Routes: Route };
    const described = Object.entries(checks).map(([name, facts]) => {
      const names = propertiesOf(facts).flatMap((field) =>
        field in inside ? [field, ...propertiesOf(inside[field])] : [field],
      );
      return [name, names.sort()];
    });
    expect(documented).toEqual(described);
    const { Name } = (Check as { properties: JsonObject }).properties;
    expect((Name as JsonObject)['enum']).toEqual(Object.keys(checks));
  });

  it('allow the examples of the documents', async () => {
    const examples = async (name: string) =>
      [...(await readDocument(name)).matchAll(/```json\n(.*?)```/gs)].map(
        ([, block = '']) => `${JSON.stringify(JSON.parse(block))}\n`,
      );
    const [task = '', doctor = '', explain = '', dryRun = ''] = await examples('json.md');
    validateOutput(['wait', '--json'], task);
    validateOutput(['doctor', '--json'], doctor);
    validateOutput(['explain', '9', '--json'], explain);
    validateOutput(['create', '--dry-run', '--json'], dryRun);
    const [event = ''] = await examples('events.md');
    validateOutput(['wait', '--events'], event);
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
    for (const name of ['events', 'doctor', 'explain', 'dry-run']) {
      const path = resolve(`siem-export/${name}.schema.json`);
      expect(path.endsWith(`schemas/${name}.schema.json`)).toBe(true);
    }
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

  it.each([
    ['doctor', ['doctor', '--json']],
    ['explain', ['explain', '9', '--json']],
    ['a dry run', ['create', '--dry-run', '--json']],
  ])('fails with an empty object of %s, and with a field that is new', async (name, argv) => {
    expect(() => {
      see({}, argv);
    }).toThrow('not what the schema allows');
    const { stdout } = await runCli(argv, { env: { ALIBABA_CLOUD_ACCESS_KEY_ID: 'half' } });
    const seen = JSON.parse(stdout) as JsonObject;
    expect(() => {
      see({ ...seen, New: name, Meta: undefined }, argv);
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
    see({}, ['list', '--json']);
  });
});
