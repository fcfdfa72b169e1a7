import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { policies, fixed5s } from './polling-policies.ts';
import { furtherShapes, shapes, suddenEnds, type Shapes } from './polling-shapes.ts';
import { compare, simulateAll, type Cost } from './polling-simulation.ts';

/**
 * `npm run bench:polling`: how late each way to poll notices the end of a task, and how many requests
 * that costs, beside a fixed 5 s. Further shapes: `npm run bench:polling -- FILE.mjs`, a module that
 * exports `shapes`, of the form of those in `polling-shapes.ts`.
 */
const tasksPerShape = 400;

const sets: [string, Shapes][] = [
  ['The shapes of the goal', shapes],
  ['Further shapes', furtherShapes],
  ['Ends that nothing tells beforehand (not counted)', suddenEnds],
];
for (const file of process.argv.slice(2)) {
  const loaded = (await import(pathToFileURL(resolve(file)).href)) as { shapes: Shapes };
  sets.push([file, loaded.shapes]);
}
print(`${tasksPerShape} tasks of 2 s to 2 h for each shape, log-uniform; a request takes 0.1 s.`);
print('Mean delay in seconds / mean requests; below, both as ratios to fixed 5 s.');
for (const [title, set] of sets) printTable(title, set);

function printTable(title: string, set: Shapes): void {
  const costs = Object.values(policies).map((policy) => simulateAll(policy, set, tasksPerShape));
  const base = simulateAll(fixed5s, set, tasksPerShape);
  const comparisons = costs.map((cost) => compare(cost, base));
  print(`\n${title}`);
  printRow('', Object.keys(policies));
  for (const name of Object.keys(set)) {
    printRow(
      name,
      costs.map((cost) => formatCost(cost.get(name))),
    );
  }
  printRow(
    'ratio of delays',
    comparisons.map(({ overall }) => overall.delayMs.toFixed(3)),
  );
  printRow(
    'ratio of requests',
    comparisons.map(({ overall }) => overall.requests.toFixed(3)),
  );
  printRow(
    'latest shape',
    comparisons.map(({ byShape }) =>
      Math.max(...[...byShape.values()].map(({ delayMs }) => delayMs)).toFixed(3),
    ),
  );
}

function formatCost(cost: Cost | undefined): string {
  return cost === undefined
    ? ''
    : `${(cost.delayMs / 1000).toFixed(2)} / ${cost.requests.toFixed(0).padStart(3)}`;
}

function printRow(name: string, cells: readonly string[]): void {
  print(`${name.padEnd(18)}${cells.map((cell) => cell.padStart(15)).join('')}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
