import type { Context } from '../base/context.ts';
import {
  resolveRequestSettings,
  type ResolvedSettings,
  type SettingSources,
} from './request-settings.ts';
import { createSettingsStore } from './settings-store.ts';

/**
 * The settings of this run, including the saved ones.
 * @throws UsageError that names the flag, the variable, or key and file, the value and what is allowed
 */
export function loadRequestSettings(
  { flags, regions }: Pick<SettingSources, 'flags' | 'regions'>,
  { env, directories }: Pick<Context, 'env' | 'directories'>,
): ResolvedSettings {
  const store = createSettingsStore({ directories, regions });
  const saved = { path: store.path, values: store.list() };
  return resolveRequestSettings({ flags, env, saved, regions });
}
