import { inLanguage } from '../../src/base/ui-language.ts';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { loadRequestSettings } from '../../src/settings/load-request-settings.ts';
import { resolveRequestSettings, type SavedValues } from '../../src/settings/request-settings.ts';
import { createSettingsStore } from '../../src/settings/settings-store.ts';
import { expectMode } from '../helpers/posix.ts';

const regions = ['cn-hangzhou', 'ap-southeast-1'];
const path = '/settings/config.json';

function resolve(
  flags: Parameters<typeof resolveRequestSettings>[0]['flags'],
  env: Readonly<Record<string, string>> = {},
  values: SavedValues = {},
) {
  return resolveRequestSettings({ flags, env, saved: { path, values }, regions });
}

describe('a request setting', () => {
  const samples = [
    ['region', 'SIEM_EXPORT_REGION', 'ap-southeast-1', 'cn-hangzhou', 'cn-hangzhou'],
    ['lang', 'SIEM_EXPORT_LANG', 'en', 'zh', undefined],
    ['roleFor', 'SIEM_EXPORT_ROLE_FOR', '9223372036854775807', '113091674488', undefined],
    ['profile', 'ALIBABA_CLOUD_PROFILE', 'night shift', 'prod', undefined],
    ['endpoint', 'SIEM_EXPORT_ENDPOINT', 'siem.test', 'http://127.0.0.1:1', undefined],
  ] as const;

  it.each(samples)(
    '%s comes from its flag, then %s, the file, its default',
    (key, variable, one, other, otherwise) => {
      const steps = [
        [resolve({ [key]: one }, { [variable]: other }, { [key]: other }), 'flag', one],
        [resolve({}, { [variable]: one }, { [key]: other }), 'variable', one],
        [resolve({}, { [variable]: '' }, { [key]: one }), 'file', one],
        [resolve({}), 'default', otherwise],
      ] as const;
      for (const [{ values, origins }, origin, value] of steps) {
        expect(values[key]).toBe(value);
        expect(origins[key]).toBe(origin);
      }
      const shown = steps.map(([{ places }]) => inLanguage(places[key] ?? '', 'en'));
      expect(shown).toEqual([
        {
          region: '--region',
          lang: '--lang',
          roleFor: '--role-for',
          profile: '--profile',
          endpoint: '--endpoint',
        }[key],
        variable,
        `${key} of ${path}`,
        '',
      ]);
    },
  );

  it.each(['1', 'true', 'YES', 'on'])('vpc is on for %s', (text) => {
    expect(resolve({}, { SIEM_EXPORT_VPC: text }).values.vpc).toBe(true);
    expect(resolve({}, {}, { vpc: text }).values.vpc).toBe(true);
  });

  it.each(['0', 'false', 'No', 'off'])('vpc is off for %s, and the flag turns it on', (text) => {
    expect(resolve({}, { SIEM_EXPORT_VPC: text }, { vpc: 'true' }).values.vpc).toBe(false);
    expect(resolve({ vpc: true }, { SIEM_EXPORT_VPC: text }).values.vpc).toBe(true);
  });

  it.each([
    ['region', 'SIEM_EXPORT_REGION', 'cn-shanghai', 'cn-hangzhou and ap-southeast-1'],
    ['lang', 'SIEM_EXPORT_LANG', 'fr', 'zh and en'],
    ['roleFor', 'SIEM_EXPORT_ROLE_FOR', '9223372036854775808', 'UID'],
    ['roleFor', 'SIEM_EXPORT_ROLE_FOR', '1e3', 'UID'],
    ['vpc', 'SIEM_EXPORT_VPC', 'maybe', 'true and false'],
    ['profile', 'ALIBABA_CLOUD_PROFILE', ' ', 'blanks'],
    ['endpoint', 'SIEM_EXPORT_ENDPOINT', 'a\nb', 'blanks'],
  ] as const)(
    '%s that is wrong names the place, the value and what is allowed',
    (key, variable, text, allowed) => {
      const value = JSON.stringify(text);
      const places = [
        [() => resolve({}, { [variable]: text }), variable],
        [() => resolve({}, {}, { [key]: text }), `${key} of ${path}`],
      ] as const;
      for (const [act, place] of places) {
        expect(act).toThrow(UsageError);
        expect(act).toThrow(`${place}: ${value}`);
        expect(act).toThrow(allowed);
      }
    },
  );

  it('that is invalid on the command line is an error that names the flag, even if empty', () => {
    expect(() => resolve({ region: '' })).toThrow('--region: ""');
    expect(() => resolve({ profile: '' })).toThrow('--profile: ""');
  });

  it('profile overrides the access key of the environment only as a flag', () => {
    const env = { ALIBABA_CLOUD_PROFILE: 'of-variable' };
    const saved = { profile: 'of-file' };
    expect(resolve({ profile: 'of-flag' }, env, saved).profiles).toEqual({ profile: 'of-flag' });
    expect(resolve({}, env, saved).profiles).toEqual({});
    expect(resolve({}, {}, saved).profiles).toEqual({ savedProfile: 'of-file' });
  });
});

async function createStore(content?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-settings-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const config = join(folder, 'siem-export');
  if (content !== undefined) {
    await mkdir(config);
    await writeFile(join(config, 'config.json'), content);
  }
  const directories = { config, home: folder, temporary: folder };
  return { config, directories, store: createSettingsStore({ directories, regions }) };
}

describe('the saved settings', () => {
  it('are empty without a file, and reading creates nothing', async () => {
    const { config, store } = await createStore();
    expect(store.list()).toEqual({});
    expect(store.get('region')).toBeUndefined();
    await store.unset('region');
    await expect(access(config)).rejects.toThrow('ENOENT');
    expect(store.path).toBe(join(config, 'config.json'));
  });

  it('are set, read and removed, in a file readable by its owner only', async () => {
    const { store } = await createStore();
    await store.set('region', 'ap-southeast-1');
    await store.set('roleFor', '9223372036854775807');
    await store.set('vpc', 'yes');
    expect(store.list()).toEqual({
      region: 'ap-southeast-1',
      roleFor: '9223372036854775807',
      vpc: 'true',
    });
    await expectMode(store.path, 0o600);
    await store.unset('vpc');
    expect(store.get('vpc')).toBeUndefined();
    expect(store.get('region')).toBe('ap-southeast-1');
    expect(JSON.parse(await readFile(store.path, 'utf8'))).toEqual({
      region: 'ap-southeast-1',
      roleFor: '9223372036854775807',
    });
  });

  it('are not set to a value that is not allowed', async () => {
    const { config, store } = await createStore();
    await expect(store.set('region', 'mars')).rejects.toThrow('region: "mars" is not allowed');
    await expect(access(config)).rejects.toThrow('ENOENT');
  });

  it('may be edited by hand: a byte order mark, 64-bit numbers and unknown keys', async () => {
    const { store } = await createStore(
      '\ufeff{ "roleFor": 9223372036854775807, "vpc": true, "a.b": 1 }',
    );
    expect(store.list()).toEqual({ roleFor: '9223372036854775807', vpc: 'true' });
    await store.set('lang', 'en');
    const text = await readFile(store.path, 'utf8');
    expect(text).toContain('"roleFor": 9223372036854775807');
    expect(text).toContain('"a.b": 1');
  });

  it.each([
    ['{ "region": ', 'is not JSON'],
    ['[]', 'is not a JSON object'],
    ['', 'is not JSON'],
    ['{ "region": "mars" }', 'region of'],
    ['{ "region": ["cn-hangzhou"] }', 'region of'],
    ['{ "vpc": null }', 'vpc of'],
  ])(
    'that are broken are a usage error that names the file, and stay as they are: %s',
    async (content, what) => {
      const { directories, store } = await createStore(content);
      for (const act of [
        () => store.list(),
        () => loadRequestSettings({ flags: {}, regions }, { env: {}, directories }),
      ]) {
        expect(act).toThrow(UsageError);
        expect(act).toThrow(store.path);
        expect(act).toThrow(what);
      }
      expect(await readFile(store.path, 'utf8')).toBe(content);
    },
  );

  it.each(['{ "region": ', '[]', ''])(
    'that are no JSON object cannot be added to, and stay as they are: %s',
    async (content) => {
      const { store } = await createStore(content);
      for (const act of [() => store.set('lang', 'en'), () => store.unset('lang')]) {
        await expect(act()).rejects.toThrow(UsageError);
      }
      expect(await readFile(store.path, 'utf8')).toBe(content);
    },
  );

  it('are read one by one if one is invalid, and it can be replaced', async () => {
    const { store } = await createStore('{ "region": "mars", "vpc": [1], "lang": "en" }');
    expect(store.read()).toEqual({ region: 'mars', vpc: '[1]', lang: 'en' });
    expect(store.get('lang')).toBe('en');
    expect(() => store.get('vpc')).toThrow(`vpc of ${store.path}: [1] is not text`);
    await store.set('region', 'ap-southeast-1');
    await store.unset('vpc');
    expect(store.list()).toEqual({ region: 'ap-southeast-1', lang: 'en' });
  });

  it('that cannot be read are a usage error', async () => {
    const { config, store } = await createStore();
    await mkdir(join(config, 'config.json'), { recursive: true });
    expect(() => store.list()).toThrow(`${store.path} cannot be read (it is a folder)`);
  });

  it('that cannot be written are an error that suggests another folder', async () => {
    const { config, store } = await createStore();
    await writeFile(config, 'a file where the folder should be');
    const error: unknown = await store.set('lang', 'en').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'SettingsNotWritten', exit: 'usage' });
  });

  it('apply if neither a flag nor a variable is set', async () => {
    const { directories } = await createStore('{ "region": "ap-southeast-1", "lang": "zh" }');
    const env = { SIEM_EXPORT_LANG: 'en' };
    const { values, origins } = loadRequestSettings({ flags: {}, regions }, { env, directories });
    expect(values).toMatchObject({ region: 'ap-southeast-1', lang: 'en', vpc: false });
    expect(origins).toMatchObject({ region: 'file', lang: 'variable', vpc: 'default' });
  });
});
