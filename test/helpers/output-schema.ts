import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** Those that print one object for each task. */
const taskCommands = new Set(['status', 'wait', 'download', 'create']);

type SchemaName = 'task' | 'events' | 'doctor' | 'explain' | 'dry-run';
type Schema = Readonly<Record<string, unknown>>;

export function readSchema(name: SchemaName): Schema {
  const file = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Schema;
}

/**
 * Validates each object that a run of the program printed against the published schemas, here closed: a
 * field that they don't name is an error. `argv` may be a command in the sandbox.
 */
export function validateOutput(argv: readonly string[], stdout: string): void {
  const inSandbox = argv.lastIndexOf('siem-export');
  const [command = '', ...flags] = argv.slice(inSandbox + 1);
  const name = findSchema(command, flags);
  if (name === undefined) return;
  // A program that was killed may leave the beginning of a line.
  for (const line of stdout.split('\n').slice(0, -1)) {
    const object = JSON.parse(line) as object;
    const validate = validators[name === 'dry-run' ? findDryRunSchema(object) : name];
    if (validate(object)) continue;
    const errors = validate.errors?.map(({ instancePath, message = '' }) =>
      `${instancePath} ${message}`.trim(),
    );
    throw new Error(`not what the schema allows: ${errors?.join('; ') ?? ''}\n${line}`);
  }
}

/** @returns undefined where the output is no JSON that a schema describes: `--query` picks something else */
function findSchema(command: string, flags: readonly string[]): SchemaName | undefined {
  const asksFor = (flag: string): boolean => flags.includes(flag);
  if (flags.some((flag) => /^--query\b/.test(flag))) return undefined;
  if (!asksFor('--json') && !asksFor('--events')) return undefined;
  if (command === 'create' && asksFor('--dry-run')) return 'dry-run';
  if (taskCommands.has(command) && asksFor('--events')) return 'events';
  if (taskCommands.has(command)) return 'task';
  return command === 'doctor' || command === 'explain' ? command : undefined;
}

/** A request that can't be made is told as any other failure of a task. */
function findDryRunSchema(object: object): SchemaName {
  if ('Event' in object) return 'events';
  return 'Meta' in object ? 'task' : 'dry-run';
}

const ajv = new Ajv2020({
  allErrors: true,
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
});
// The others point to definitions of the first.
const validators = {
  task: ajv.compile(closeObjects(readSchema('task'))),
  events: ajv.compile({ ...readSchema('events'), unevaluatedProperties: false }),
  doctor: ajv.compile(closeObjects({ ...readSchema('doctor'), additionalProperties: false })),
  explain: ajv.compile(closeObjects({ ...readSchema('explain'), additionalProperties: false })),
  'dry-run': ajv.compile({ ...readSchema('dry-run'), additionalProperties: false }),
} satisfies Readonly<Record<SchemaName, ValidateFunction>>;

/** Allows no other fields where the tool alone says which there are; the service may add some to the top. */
function closeObjects(schema: Schema): Schema {
  const definitions = Object.entries(schema['$defs'] as Record<string, Schema>);
  const closed = definitions.map(([name, each]) => [
    name,
    { ...each, additionalProperties: false },
  ]);
  return { ...schema, $defs: Object.fromEntries(closed) as Schema };
}
