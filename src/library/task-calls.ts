import { incidentExport } from '../api/export-family.ts';
import {
  toCreatedTask,
  toExportTask,
  type CreatedExportTask,
  type ExportTask,
} from './exported-task.ts';
import { withService } from './open-service.ts';
import { callRules, createRules, formatParameter } from './option-rules.ts';
import type { CallOptions, CreateOptions, LibraryContext } from './task-options.ts';
import type { TaskName } from './validate-options.ts';

export function getTask(
  name: TaskName | undefined,
  options: CallOptions,
  system: LibraryContext,
): Promise<ExportTask> {
  return withService(name, { options, rules: callRules, system }, async (service) => {
    const { client, request, signal } = service;
    return toExportTask(await client.getExportTask(request, { signal }));
  });
}

export function createTask(
  options: CreateOptions,
  system: LibraryContext,
): Promise<CreatedExportTask> {
  return withService(undefined, { options, rules: createRules, system }, async (service) => {
    const { client, request, signal } = service;
    const { exportType = incidentExport.exportTypes[0] ?? '', parameter } = options;
    const written = typeof parameter === 'object' ? formatParameter(parameter) : parameter;
    const { region, lang, roleFor } = request;
    const created = { exportType, parameter: written, region, lang, roleFor };
    return toCreatedTask(await client.createExportTask(created, { signal }));
  });
}
