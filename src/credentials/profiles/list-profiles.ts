import type { Context } from '../../base/context.ts';
import { createRedactor } from '../../base/redaction.ts';
import { readCliConfig } from './cli-config.ts';

/**
 * The names of the profiles of the vendor's CLI; empty if it has no file.
 * @throws SiemExportError for a file that is invalid
 */
export async function listProfiles({
  directories,
}: Pick<Context, 'directories'>): Promise<readonly string[]> {
  const config = await readCliConfig({
    directories,
    redactor: createRedactor(),
    onNote: () => undefined,
  });
  return config?.names ?? [];
}
