import type { Context } from '../base/context.ts';
import { exitOfState, getStatus } from '../operations/get-status.ts';
import { defaultLimits } from './session/open-session.ts';
import { runTasks } from './session/run-tasks.ts';
import type { StatusCommand } from './status.ts';

/** Requests each task once, and prints the response. */
export function runStatus(command: StatusCommand, context: Context): Promise<number> {
  return runTasks({ ...command, ...defaultLimits, stdout: 'status' }, context, async (call) => {
    const result = await getStatus(call);
    return command.exitStatus ? { ...result, exit: exitOfState(result) } : result;
  });
}
