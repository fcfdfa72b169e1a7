import { stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { regions, resolveEndpoint, type Endpoint } from '../../api/endpoints.ts';
import type { Context } from '../../base/context.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { loadRequestSettings } from '../../settings/load-request-settings.ts';
import type { ResolvedSettings, WrittenSettings } from '../../settings/request-settings.ts';
import { createSettingsStore } from '../../settings/settings-store.ts';
import type { ConfigurationFile } from './check.ts';
import type { Found } from './check-list.ts';

export type Configured = Pick<ResolvedSettings, 'values' | 'profiles'> & {
  readonly endpoint: Endpoint;
};

/**
 * Resolves flags, variables and saved settings, and lists the files that settings and credentials are read from.
 * @throws UsageError
 */
export async function checkConfiguration(
  flags: WrittenSettings,
  context: Pick<Context, 'env' | 'directories'>,
): Promise<Found<'configuration', Configured>> {
  const { values, profiles, places } = loadRequestSettings({ flags, regions }, context);
  const endpoint = resolveEndpoint(values, { place: places.endpoint });
  const files = await Promise.all(listFiles(context).map(examine));
  return {
    facts: { files },
    isNote: files.some(({ readableByOthers }) => readableByOthers),
    value: { values, profiles, endpoint },
  };
}

interface Named {
  readonly path: string;
  readonly shown: string;
}

function listFiles({ env, directories }: Pick<Context, 'env' | 'directories'>): readonly Named[] {
  const { home } = directories;
  const settings = createSettingsStore({ directories, regions }).path;
  const ini = env['ALIBABA_CLOUD_CREDENTIALS_FILE']?.trim() ?? '';
  return [
    { path: settings, shown: shorten(settings, home) },
    { path: join(home, '.aliyun', 'config.json'), shown: '~/.aliyun/config.json' },
    ini === ''
      ? { path: join(home, '.alibabacloud', 'credentials'), shown: '~/.alibabacloud/credentials' }
      : { path: ini, shown: shorten(ini, home) },
  ];
}

function shorten(path: string, home: string): string {
  return toPlainText(path.startsWith(`${home}${sep}`) ? `~${path.slice(home.length)}` : path);
}

async function examine({ path, shown }: Named): Promise<ConfigurationFile> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return { path: shown, mode: undefined, readableByOthers: false };
  const mode = (found.mode & 0o777).toString(8).padStart(3, '0');
  return { path: shown, mode, readableByOthers: isPosix && (found.mode & 0o044) !== 0 };
}

/** Windows does not use the bits of a mode. */
const isPosix = sep === '/';
