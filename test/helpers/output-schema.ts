import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** Those that print one object for each task. */
const taskCommands = new Set(['status', 'wait', 'download', 'create']);
/** With these the output is something else. */
const otherForms = /^--(?:query|dry-run)\b/;

type Schema = Readonly<Record<string, unknown>>;

export function readSchema(name: 'task' | 'events'): Schema {
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
  if (!taskCommands.has(command) || flags.some((flag) => otherForms.test(flag))) return;
  const validate = flags.includes('--events') ? validateEvent : validateTask;
  if (validate === validateTask && !flags.includes('--json')) return;
  // A program that was killed may leave the beginning of a line.
  for (const line of stdout.split('\n').slice(0, -1)) {
    if (validate(JSON.parse(line))) continue;
    const errors = validate.errors?.map(({ instancePath, message = '' }) =>
      `${instancePath} ${message}`.trim(),
    );
    throw new Error(`not what the schema allows: ${errors?.join('; ') ?? ''}\n${line}`);
  }
}

const ajv = new Ajv2020({
  allErrors: true,
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
});
const validateTask = ajv.compile(closeObjects(readSchema('task'))) satisfies ValidateFunction;
const validateEvent = ajv.compile({ ...readSchema('events'), unevaluatedProperties: false });

/** Allows no other fields where the tool alone says which there are; the service may add some to the top. */
function closeObjects(schema: Schema): Schema {
  const definitions = Object.entries(schema['$defs'] as Record<string, Schema>);
  const closed = definitions.map(([name, each]) => [
    name,
    { ...each, additionalProperties: false },
  ]);
  return { ...schema, $defs: Object.fromEntries(closed) as Schema };
}
