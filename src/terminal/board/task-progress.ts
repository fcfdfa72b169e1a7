import type { TaskView } from './task-board.ts';

/** How far a task has got, as its last answer says, within 0 and 1. The status decides: a task may succeed at 66 %. */
export function knownProgress({ task }: TaskView): number {
  return task?.state === 'succeeded' ? 1 : (task?.progress ?? 0) / 100;
}

/**
 * How far it may have got since then, at the pace of the estimate. A guess, to be shown as one: only an
 * answer says what is done.
 * @param now epoch milliseconds
 */
export function expectedProgress(view: TaskView, now: number): number {
  const { task, respondedAt, estimatedEndAt } = view;
  const known = knownProgress(view);
  if (task?.state !== 'running' || respondedAt === undefined || estimatedEndAt === undefined) {
    return known;
  }
  const passed = now - respondedAt;
  const whole = estimatedEndAt - respondedAt;
  return whole <= 0 || passed <= 0 ? known : known + (1 - known) * Math.min(1, passed / whole);
}
