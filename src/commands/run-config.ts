import { regions } from '../api/endpoints.ts';
import type { Context } from '../base/context.ts';
import { isSiemExportError, type SiemExportError } from '../base/errors.ts';
import { exitCodes } from '../base/exit-codes.ts';
import { toPlainText } from '../base/plain-text.ts';
import { chooseUiLanguage, en, inLanguage, zh, type Localized } from '../base/ui-language.ts';
import { inspectSettings, type InspectedSetting } from '../settings/inspect-settings.ts';
import { formatSavedPlace, type WrittenSettings } from '../settings/request-settings.ts';
import type { SettingKey } from '../settings/setting-rules.ts';
import { createSettingsStore } from '../settings/settings-store.ts';
import type { ConfigCommand } from './config.ts';
import { parseKey, validateValue } from './config/parse-setting.ts';

/** Reads and writes saved defaults. A wrong value hides no other, and can be replaced. */
export async function runConfig(command: ConfigCommand, context: Context): Promise<number> {
  const { directories, streams } = context;
  const store = createSettingsStore({ directories, regions });
  switch (command.does) {
    case 'path':
      if (isJson(command)) await printObjects([{ Path: store.path }], command, context);
      else streams.print(`${store.path}\n`);
      break;
    case 'list':
      await list(inspect(context, command.flags), command, context);
      break;
    case 'get': {
      const key = parseKey(command.key);
      const value = store.get(key);
      if (value !== undefined) validateValue(key, value, formatSavedPlace(key, store.path));
      if (isJson(command)) await printSetting(key, command, context);
      else if (value !== undefined) streams.print(`${value}\n`);
      else note({ en: `${key} is not saved`, zh: `未保存 ${key}` }, command, context);
      break;
    }
    case 'set':
    case 'unset': {
      const key = parseKey(command.key);
      if (command.does === 'set') {
        validateValue(key, command.value);
        await store.set(key, command.value);
      } else {
        await store.unset(key);
      }
      await noteChange(key, command, context);
    }
  }
  return exitCodes.ok;
}

function inspect(
  { env, directories }: Pick<Context, 'env' | 'directories'>,
  flags: WrittenSettings = {},
): readonly InspectedSetting[] {
  const store = createSettingsStore({ directories, regions });
  const saved = { path: store.path, values: store.read() };
  return inspectSettings({ flags, env, saved, regions }).map((setting) => ({
    ...setting,
    error: setting.error ?? findError(setting),
  }));
}

function findError({ key, text: value, place }: InspectedSetting): SiemExportError | undefined {
  try {
    if (value !== undefined) validateValue(key, value, place);
    return undefined;
  } catch (error) {
    if (isSiemExportError(error)) return error;
    throw error;
  }
}

/** @throws UsageError for the first wrong value, after all values are printed */
async function list(
  settings: readonly InspectedSetting[],
  command: ConfigCommand,
  context: Context,
): Promise<void> {
  if (isJson(command)) {
    const { formatSettingObject } = await import('./config/setting-object.ts');
    await printObjects(settings.map(formatSettingObject), command, context);
  } else {
    const { formatSettingTable } = await import('./config/setting-table.ts');
    const { color } = command.output;
    context.streams.print(`${formatSettingTable(settings, { ...context, color })}\n`);
  }
  const wrong = settings.find(({ error }) => error !== undefined);
  if (wrong?.error !== undefined) throw wrong.error;
}

/** An environment variable may override the value that was just saved. */
async function noteChange(
  key: SettingKey,
  command: ConfigCommand,
  context: Context,
): Promise<void> {
  if (isJson(command)) return printSetting(key, command, context);
  const setting = inspect(context).find((each) => each.key === key);
  if (setting?.origin !== 'variable') return;
  const { place = '' } = setting;
  const sentence = {
    en: `${en(place)} overrides the saved value`,
    zh: `${zh(place)} 优先于已保存的值`,
  };
  note(sentence, command, context);
}

async function printSetting(
  key: SettingKey,
  command: ConfigCommand,
  context: Context,
): Promise<void> {
  const { formatSettingObject } = await import('./config/setting-object.ts');
  const settings = inspect(context).filter((each) => each.key === key);
  await printObjects(settings.map(formatSettingObject), command, context);
}

type Objects = Parameters<Awaited<ReturnType<typeof loadObjectText>>>[0][];

async function printObjects(
  objects: Objects,
  { output: { query } }: ConfigCommand,
  { streams: { stdout } }: Context,
): Promise<void> {
  const objectText = await loadObjectText({ stream: stdout, query });
  for (const object of objects) stdout.write(objectText(object));
}

async function loadObjectText(options: {
  stream: Context['streams']['stdout'];
  query: string | undefined;
}) {
  const { createObjectText } = await import('../terminal/data/object-text.ts');
  return createObjectText(options);
}

function isJson({ output: { json, query } }: ConfigCommand): boolean {
  return json === true || query !== undefined;
}

function note(sentence: Localized, { output }: ConfigCommand, { streams, env }: Context): void {
  if (output.quiet) return;
  streams.stderr.write(`${toPlainText(inLanguage(sentence, chooseUiLanguage(env)))}\n`);
}
