import { createApiClient, type ApiClientOptions } from '../../api/client.ts';
import { regions } from '../../api/endpoints.ts';
import { isSiemExportError } from '../../base/errors.ts';
import { withinStep, type ProbeTarget } from '../../network/probe.ts';
import type { TaskRequest } from '../task-call.ts';
import type { Found } from './check-list.ts';

/** The largest id that there can be: no task has it. */
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
 * Asks for a task that cannot exist. Whoever may not ask is refused before anybody looks for it.
 * @throws SiemExportError for any other error than that there is no such task
 */
export async function checkPermission(
  options: PermissionOptions,
): Promise<Found<'permission', undefined>> {
  const { request, target, signal, timeoutMs } = options;
  const { context, family } = options.client;
  const client = createApiClient(options.client);
  const startedAt = context.clock.now();
  // Of several attempts the last one's error says more than that the time is over.
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
