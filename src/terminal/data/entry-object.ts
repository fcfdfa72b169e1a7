import type { JsonObject } from '../../base/json.ts';
import type { JournalEntry } from '../../settings/journal/journal-entry.ts';
import { formatInstant } from './instants.ts';
import { formatDigits, formatReference, schemaVersion } from './task-object.ts';

/**
 * The JSON object of a remembered task, documented in docs/json.md: elements of the last answer under the
 * service's names, and what the tool itself knows under `Meta`. There is no Link: it is not remembered.
 */
export function formatEntryObject(entry: JournalEntry): JsonObject {
  const { answeredId = entry.exportId, createdAt } = entry;
  return {
    FileName: entry.fileName,
    Id: formatDigits(answeredId),
    ExportType: entry.type,
    ExportStatus: entry.status,
    Progress: entry.progress,
    GmtCreate: createdAt === undefined ? undefined : String(createdAt),
    Meta: {
      Schema: schemaVersion,
      Outcome: entry.outcome,
      Pending: entry.pending,
      ExportId: formatDigits(entry.exportId),
      Ref: formatReference(entry),
      Region: entry.region,
      RoleFor: formatDigits(entry.roleFor),
      Account: formatDigits(entry.account),
      CreatedAt: formatInstant(createdAt),
      FirstSeenAt: formatInstant(entry.firstAt),
      LastUsedAt: formatInstant(entry.usedAt),
      LastSeenAt: formatInstant(entry.seenAt),
      Path: entry.path ?? null,
    },
  };
}
