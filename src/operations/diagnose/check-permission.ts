import { createApiClient, type ApiClientOptions } from '../../api/client.ts';
import { regions } from '../../api/endpoints.ts';
import { isSiemExportError } from '../../base/errors.ts';
import { withinStep, type ProbeTarget } from '../../network/probe.ts';
import type { TaskRequest } from '../task-call.ts';
import type { Found } from './check-list.ts';

/** The largest possible id. No task has it. */
const impossibleId = '9223372036854775807';

export interface PermissionOptions {
  readonly client: ApiClientOptions;
  readonly request: Omit<TaskRequest, 'exportId'>;
  readonly target: ProbeTarget;
  readonly signal: AbortSignal;
  /** For the call and its retries, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Queries a task that cannot exist. The service checks the permission before it looks for the task.
 * @throws SiemExportError unless the error is that the task does not exist
 */
export async function checkPermission(
  options: PermissionOptions,
): Promise<Found<'permission', undefined>> {
  const { request, target, signal, timeoutMs } = options;
  const { context, family } = options.client;
  const client = createApiClient(options.client);
  const startedAt = context.clock.now();
  // The client then throws the last attempt's error, which says more than a timeout.
  const deadlineAt = startedAt + timeoutMs;
  try {
    await withinStep(target, { clock: context.clock, signal, timeoutMs }, (limited) =>
      client.getExportTask({ ...request, exportId: impossibleId }, { signal: limited, deadlineAt }),
    );
  } catch (error) {
    if (!isSiemExportError(error) || error.exit !== 'not-found') throw error;
  } finally {
    client.close();
  }
  const { region } = request;
  const otherRegions = regions.filter((each) => each !== region);
  const elapsedMs = context.clock.now() - startedAt;
  return {
    facts: { action: family.ramActions.get, region, otherRegions, elapsedMs },
    value: undefined,
  };
}
