import { incidentExport } from '../api/export-family.ts';
import { toCreatedTask, type CreatedExportTask } from './exported-task.ts';
import { withService } from './open-service.ts';
import type { CreateOptions, LibrarySystem } from './task-options.ts';

export function createTask(
  options: CreateOptions,
  system: LibrarySystem,
): Promise<CreatedExportTask> {
  const { exportType = incidentExport.exportTypes[0] ?? '', parameter } = options;
  const written = typeof parameter === 'object' ? JSON.stringify(parameter) : parameter;
  return withService(undefined, { options, system }, async ({ client, request, call }) => {
    const { region, lang, roleFor } = request;
    const created = { exportType, parameter: written, region, lang, roleFor };
    return toCreatedTask(await client.createExportTask(created, call));
  });
}
