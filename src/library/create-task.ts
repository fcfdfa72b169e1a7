import { incidentExport } from '../api/export-family.ts';
import { toCreatedTask, type CreatedExportTask } from './exported-task.ts';
import { formatParameter } from './format-parameter.ts';
import { withService } from './open-service.ts';
import { createRules } from './option-rules.ts';
import type { CreateOptions, LibraryContext } from './task-options.ts';

export function createTask(
  options: CreateOptions,
  system: LibraryContext,
): Promise<CreatedExportTask> {
  return withService(undefined, { options, rules: createRules, system }, async (service) => {
    const { client, request, call } = service;
    const { exportType = incidentExport.exportTypes[0] ?? '', parameter } = options;
    const written = typeof parameter === 'object' ? formatParameter(parameter) : parameter;
    const { region, lang, roleFor } = request;
    const created = { exportType, parameter: written, region, lang, roleFor };
    return toCreatedTask(await client.createExportTask(created, call));
  });
}
