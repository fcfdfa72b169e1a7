import { createSeededRandom } from '../random.ts';
import type { ProgressShape } from '../scenario-types.ts';
import type { TaskShape } from '../schema/task-schema.ts';

/** How far a task is at a moment. */
export interface TaskMoment {
  readonly status: string;
  readonly progress: number;
  /** The task has ended well, and its Link is out. */
  readonly hasLink: boolean;
}

/** The shape, the time it takes for one task, and a seed for what differs between tasks. */
export interface TaskCourse {
  readonly shape: TaskShape;
  readonly durationMs: number;
  readonly seed: string;
}

/** What a task says when it has been running for `elapsedMs`. */
export function observeTask(course: TaskCourse, elapsedMs: number): TaskMoment {
  const { shape, durationMs } = course;
  const done = elapsedMs >= durationMs && shape.stallAtProgress === undefined;
  if (!done) {
    return {
      status: statusAt(shape, elapsedMs),
      progress: runningProgress(course, elapsedMs),
      hasLink: false,
    };
  }
  const succeeded = shape.finalStatus.toLowerCase() === 'success';
  const reached = succeeded ? 100 : runningProgress(course, durationMs / 2);
  return {
    status: shape.finalStatus,
    progress: shape.finalProgress ?? reached,
    hasLink: succeeded && elapsedMs >= durationMs + shape.linkDelayMs,
  };
}

/** How long a task takes: of a range of durations one that follows from the seed. */
export function chooseDuration({ durationMs }: TaskShape, seed: string): number {
  if (typeof durationMs === 'number') return durationMs;
  const [least, most] = durationMs;
  return Math.round(least + createSeededRandom(`${seed} duration`)() * (most - least));
}

function statusAt({ statuses }: TaskShape, elapsedMs: number): string {
  return statuses.findLast(({ afterMs }) => afterMs <= elapsedMs)?.status ?? 'exporting';
}

function runningProgress({ shape, durationMs, seed }: TaskCourse, elapsedMs: number): number {
  const part = durationMs === 0 ? 1 : Math.min(1, elapsedMs / durationMs);
  const progress =
    typeof shape.progress === 'string'
      ? Math.min(99, Math.floor(100 * shapes[shape.progress](part, seed)))
      : (shape.progress[
          Math.min(shape.progress.length - 1, Math.floor(part * shape.progress.length))
        ] ?? 0);
  return shape.stallAtProgress === undefined ? progress : Math.min(progress, shape.stallAtProgress);
}

/** From the part of the time that has passed to the part of the work that is done, both 0 to 1. */
const shapes: Readonly<Record<ProgressShape, (part: number, seed: string) => number>> = {
  linear: (part) => part,
  'front-loaded': (part) => 1 - (1 - part) ** 2,
  'back-loaded': (part) => part ** 2,
  uneven: climbByFits,
  steps: (part) => Math.floor(part * 5) / 5,
  stuck: (part) => Math.min(1, part * 2),
  jump: () => 0,
};

/** Ten stretches, each at a pace of its own. */
function climbByFits(part: number, seed: string): number {
  const random = createSeededRandom(`${seed} pace`);
  const paces = Array.from({ length: 10 }, () => 0.3 + random());
  const total = paces.reduce((sum, pace) => sum + pace, 0);
  const done = paces.reduce(
    (sum, pace, index) => sum + pace * Math.min(1, Math.max(0, part * 10 - index)),
    0,
  );
  return done / total;
}
