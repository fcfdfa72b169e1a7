import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/base/exit-codes.ts';
import { isInstalled, openRecipeBench } from './recipe-bench.ts';
import { readRecipe } from './recipe.ts';

/** What each operator of the DAG is given, by its task_id. Airflow itself is not needed to read it. */
const readOperators = `
import ast, json, sys
tree = ast.parse(sys.stdin.read())
names = {n.targets[0].id: ast.literal_eval(n.value) for n in tree.body if isinstance(n, ast.Assign)}
def value(node):
    if isinstance(node, ast.JoinedStr):
        return "".join(str(value(part)) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return names[node.value.id]
    return node.value if isinstance(node, ast.Constant) else None
operators = {}
for call in ast.walk(tree):
    if isinstance(call, ast.Call) and getattr(call.func, "id", "").startswith("Bash"):
        given = {keyword.arg: value(keyword.value) for keyword in call.keywords}
        operators[given["task_id"]] = {**given, "class": call.func.id}
print(json.dumps(operators))
`;

interface Operator {
  readonly class: string;
  readonly bash_command: string;
  readonly retries?: number;
  readonly retry_exit_code?: number;
}

const hasPython = await isInstalled('python3');

function readDag(): Readonly<Record<'create' | 'ended' | 'fetch', Operator>> {
  const input = readRecipe('dags/incidents.py');
  const text = execFileSync('python3', ['-c', readOperators], { input, encoding: 'utf8' });
  return JSON.parse(text) as ReturnType<typeof readDag>;
}

/** As Jinja would fill in the only template of the DAG. */
const fill = ({ bash_command }: Operator, target: string): string =>
  bash_command.replace(/\{\{ ti\..*? \}\}/, target).replace('/exports/{{ ds }}', 'exports');

// Python reads it; where there is none, nothing else can tell what its operators are given.
describe.skipIf(!hasPython)('the DAG for Airflow', () => {
  let dag: ReturnType<typeof readDag>;
  beforeAll(() => {
    dag = readDag();
  });

  it.each([
    ['has ended well', '1', 0],
    ['still runs', '4', exitCodes.pending],
    ['has failed', '3', exitCodes['task-failed']],
    ['is not there', '99', exitCodes['not-found']],
  ])('its sensor sees that a task %s', async (_, id, code) => {
    const { run } = await openRecipeBench();
    expect((await run(fill(dag.ended, id))).code).toBe(code);
  });

  it('its sensor asks again where the service could not be reached', async () => {
    // Exit code 6 without the minutes that retries take.
    const faults = [{ on: 'GetExportTask', answer: { code: 'SomethingNew' } }];
    const { run } = await openRecipeBench({ faults });
    const { ended } = dag;
    expect(ended).toMatchObject({ class: 'BashSensor', retry_exit_code: exitCodes.pending });
    const { code, stderr } = await run(fill(ended, '1'));
    expect(stderr).toContain('SomethingNew');
    expect(code).toBe(exitCodes.pending);
  });

  it('creates once, and hands account and id on to the download', async () => {
    const { run, list, creates } = await openRecipeBench();
    const { create, ended, fetch } = dag;
    expect(create.retries).toBe(0);
    const created = await run(create.bash_command, { env: { ACCOUNT: '113091674488' } });
    const target = created.stdout.trimEnd();
    expect(target).toMatch(/^--role-for 113091674488 113091674488\/\d+$/);
    expect((await run(fill(ended, target))).code).toBe(0);
    expect((await run(fill(fetch, target))).code).toBe(0);
    expect((await list('exports')).length).toBeGreaterThan(0);
    expect(creates()).toBe(1);
  });
});
