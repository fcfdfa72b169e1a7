import type { TaskState } from '../../api/export-task.ts';
import type { Brush, Paint } from '../style/paint.ts';

/** The colour of a task's state, the same wherever it is shown. */
export function statePaint(state: TaskState | undefined, paint: Paint): Brush {
  switch (state) {
    case 'succeeded':
      return paint.good;
    case 'failed':
      return paint.bad;
    case 'unknown':
      return paint.warning;
    case 'running':
    case undefined:
      return paint.active;
  }
}
