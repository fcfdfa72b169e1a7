import type { Context } from '../../base/context.ts';
import type { TaskCall, TaskRequest } from '../../operations/task-call.ts';
import type { JournalObserver } from './journal-observer.ts';
import type { CommandSession } from './open-session.ts';

type Caller = Pick<CommandSession, 'client' | 'signal' | 'reporter'> & {
  /** Absent: what happens is not written down. */
  readonly observer?: JournalObserver | undefined;
};

/** What an operation on one task needs of a session. */
export function createCall(
  request: TaskRequest,
  { client, signal, reporter, observer }: Caller,
  context: Context,
): TaskCall {
  return {
    client,
    request,
    context,
    signal,
    onEvent: (event) => {
      reporter.event(event);
      observer?.event(event);
    },
  };
}
