import { toExportTask, type ExportTask } from './exported-task.ts';
import { withService } from './open-service.ts';
import type { CallOptions, LibrarySystem } from './task-options.ts';

export function getTask(
  exportId: string | undefined,
  options: CallOptions,
  system: LibrarySystem,
): Promise<ExportTask> {
  return withService(exportId, { options, system }, async ({ client, request, call }) =>
    toExportTask(await client.getExportTask(request, call)),
  );
}
