import { join } from 'node:path';
import type { DownloadSettings } from '../../operations/download-task.ts';
import type { TaskCall } from '../../operations/task-call.ts';
import type { CommandSession } from './open-session.ts';

/** Each account of a fleet has a folder of its own: files of two accounts may share a name. */
export function inAccountFolder(
  settings: DownloadSettings,
  { request }: Pick<TaskCall, 'request'>,
  { isFleet }: Pick<CommandSession, 'isFleet'>,
): DownloadSettings {
  const { destination } = settings;
  if (!isFleet || destination.kind !== 'folder') return settings;
  const folder = join(destination.folder, request.roleFor ?? '');
  return { ...settings, destination: { kind: 'folder', folder } };
}
