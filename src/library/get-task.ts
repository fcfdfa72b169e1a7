import { toExportTask, type ExportTask } from './exported-task.ts';
import { withService } from './open-service.ts';
import { callRules } from './option-rules.ts';
import type { CallOptions, LibraryContext } from './task-options.ts';
import type { TaskName } from './validate-options.ts';

export function getTask(
  name: TaskName | undefined,
  options: CallOptions,
  system: LibraryContext,
): Promise<ExportTask> {
  return withService(name, { options, rules: callRules, system }, async (service) => {
    const { client, request, call } = service;
    return toExportTask(await client.getExportTask(request, call));
  });
}
