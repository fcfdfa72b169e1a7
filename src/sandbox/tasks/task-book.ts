import type { LoadedScenario } from '../scenario.ts';
import type { DataRegion, TaskDefinition, TaskShape } from '../schema/task-schema.ts';
import { chooseDuration, observeTask, type TaskCourse, type TaskMoment } from './progress.ts';

/** One export task of one account in one data region. */
export interface Task {
  /** Digits. */
  readonly exportId: string;
  readonly account: string;
  readonly region: DataRegion;
  readonly shape: TaskShape;
  /** Epoch milliseconds: when the task was created, or asked for first. */
  readonly startedAt: number;
  /** Epoch milliseconds: when it is done, unless it stalls. */
  readonly endsAt: number;
  readonly fileName: string;
  /** The key of its file in the object store: `export_file/<account>/<name>`. */
  readonly objectKey: string;
  observe(now: number): TaskMoment;
}

/** Which account's tasks in which data region. */
export interface TaskScope {
  readonly account: string;
  readonly region: DataRegion;
}

export interface TaskBook {
  /** The task with that id; without one the task created last, or else the last of the scenario. */
  find(scope: TaskScope, exportId: string | undefined, now: number): Task | undefined;
  create(scope: TaskScope, now: number): Task;
}

/**
 * All tasks. One that the scenario defines starts with the first request for it.
 * @param speed how many times faster than the clock tasks run
 */
export function createTaskBook(scenario: LoadedScenario, speed = 1): TaskBook {
  const tasks = new Map<string, Task>();
  const lastCreated = new Map<string, string>();
  const findDefinition = createDefinitionIndex(scenario.tasks);
  const fileTimes = createUniqueTimes();
  let nextId = BigInt(scenario.created.firstId);

  const begin = (scope: TaskScope, exportId: string, shape: TaskShape, now: number): Task => {
    const task = createTask({
      ...scope,
      exportId,
      shape,
      speed,
      startedAt: now,
      fileTime: fileTimes(now),
    });
    tasks.set(keyOf(scope, exportId), task);
    return task;
  };

  return {
    find(scope, exportId, now) {
      const id =
        exportId ?? lastCreated.get(keyOf(scope, '')) ?? lastDefined(scenario.tasks, scope);
      if (id === undefined) return undefined;
      const known = tasks.get(keyOf(scope, id));
      if (known !== undefined) return known;
      const definition = findDefinition(id, scope);
      return definition === undefined ? undefined : begin(scope, id, definition, now);
    },
    create(scope, now) {
      const exportId = String(nextId++);
      lastCreated.set(keyOf(scope, ''), exportId);
      return begin(scope, exportId, findDefinition(exportId, scope) ?? scenario.created, now);
    },
  };
}

function keyOf({ account, region }: TaskScope, exportId: string): string {
  return `${account} ${region} ${exportId}`;
}

function createTask(
  options: Pick<Task, 'exportId' | 'account' | 'region' | 'shape' | 'startedAt'> & {
    readonly fileTime: number;
    readonly speed: number;
  },
): Task {
  const { fileTime, speed, ...given } = options;
  const { account, shape } = given;
  const seed = keyOf(given, given.exportId);
  const course: TaskCourse = { shape, seed, durationMs: chooseDuration(shape, seed) };
  const name = `event_${account}_${fileTime}.xlsx`;
  return {
    ...given,
    endsAt: given.startedAt + Math.round(course.durationMs / speed),
    fileName: shape.fileName ?? name,
    objectKey: `export_file/${account}/${name}`,
    observe: (now) => observeTask(course, (now - given.startedAt) * speed),
  };
}

/** File names hold a time in milliseconds: no two tasks get the same one. */
function createUniqueTimes(): (now: number) => number {
  let last = 0;
  return (now) => (last = Math.max(now, last + 1));
}

/** Finds what a scenario says of an id, also among thousands of tasks. */
function createDefinitionIndex(
  definitions: readonly TaskDefinition[],
): (exportId: string, scope: TaskScope) => TaskDefinition | undefined {
  const byId = new Map<string, TaskDefinition[]>();
  for (const definition of definitions) {
    if (definition.id === undefined) continue;
    byId.set(definition.id, [...(byId.get(definition.id) ?? []), definition]);
  }
  const ranges = definitions.filter(({ from }) => from !== undefined);
  return (exportId, scope) =>
    byId.get(exportId)?.find((definition) => belongsTo(definition, scope)) ??
    ranges.find((range) => isWithin(range, exportId) && belongsTo(range, scope));
}

function isWithin({ from = '', to = '' }: TaskDefinition, exportId: string): boolean {
  const id = BigInt(exportId);
  return BigInt(from) <= id && id <= BigInt(to);
}

function belongsTo({ region, account }: TaskDefinition, scope: TaskScope): boolean {
  return region === scope.region && (account === undefined || account === scope.account);
}

function lastDefined(definitions: readonly TaskDefinition[], scope: TaskScope): string | undefined {
  const last = definitions.findLast((definition) => belongsTo(definition, scope));
  return last?.id ?? last?.to;
}
