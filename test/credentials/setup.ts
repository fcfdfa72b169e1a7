import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import type { Clock, Environment } from '../../src/base/context.ts';
import { isSiemExportError, type SiemExportError } from '../../src/base/errors.ts';
import { inLanguage } from '../../src/base/ui-language.ts';
import { createRedactor } from '../../src/base/redaction.ts';
import { createHttpClient } from '../../src/network/http-client.ts';
import type { CredentialNote } from '../../src/credentials/credential-source.ts';
import { recordSecret, recordWritten } from '../helpers/leaks/record.ts';
import {
  createCredentialProvider,
  type CredentialProviderOptions,
} from '../../src/credentials/credential-provider.ts';

export const { signal } = new AbortController();
export const startOfTime = Date.UTC(2026, 10, 24);

/** A clock that moves only by `advance`. A sleep ends only when its signal is aborted. */
export interface SettableClock extends Clock {
  advance(ms: number): void;
}

export function createSettableClock(startAt = startOfTime): SettableClock {
  let at = startAt;
  return {
    now: () => at,
    advance(ms) {
      at += ms;
    },
    sleep: (_, { signal: waking } = {}) =>
      new Promise((_resolve, reject) => {
        const wake = () => {
          reject(waking?.reason as Error);
        };
        if (waking?.aborted === true) wake();
        else waking?.addEventListener('abort', wake, { once: true });
      }),
  };
}

export async function createHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'siem-export-home-'));
  onTestFinished(() => rm(home, { recursive: true }));
  return home;
}

/** Writes a file below `home`, by default readable by its owner only. */
export async function write(
  home: string,
  name: string,
  content: string | Buffer | object,
  mode = 0o600,
): Promise<string> {
  const path = join(home, name);
  await mkdir(dirname(path), { recursive: true });
  const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
  await writeFile(path, isRaw ? content : JSON.stringify(content), { mode });
  await chmod(path, mode);
  return path;
}

export const cliConfig = '.aliyun/config.json';
export const sharedIni = '.alibabacloud/credentials';

/** A home with these profiles of the CLI; the first one is the current one. */
export async function createCliHome(
  ...profiles: readonly Record<string, unknown>[]
): Promise<string> {
  const home = await createHome();
  await write(home, cliConfig, { current: profiles[0]?.['name'], profiles });
  return home;
}

/** A note with its English texts. */
export function inEnglish(note: CredentialNote): Record<string, unknown> {
  const texts = Object.entries(note).map(([name, value]) => [
    name,
    typeof value === 'object' ? inLanguage(value, 'en') : value,
  ]);
  return Object.fromEntries(texts) as Record<string, unknown>;
}

export interface Bench {
  readonly notes: readonly CredentialNote[];
  readonly provider: ReturnType<typeof createCredentialProvider>;
}

type BenchOptions = Partial<Omit<CredentialProviderOptions, 'directories' | 'redactor'>> & {
  readonly home: string;
};

/** Disabled, because an ECS instance that runs the tests may have a role. */
const withoutEcs: Environment = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };

export function createBench({ home, clock, env, ...options }: BenchOptions): Bench {
  const notes: CredentialNote[] = [];
  const httpClient = createHttpClient({ env: env ?? {}, userAgent: 'siem-export/test' });
  onTestFinished(() => {
    httpClient.close();
  });
  const provider = createCredentialProvider({
    httpClient,
    ...options,
    env: options.metadataUrl === undefined ? { ...withoutEcs, ...env } : (env ?? {}),
    clock: clock ?? createSettableClock(),
    directories: { home },
    redactor: createRedactor(),
    onNote: (note) => notes.push(note),
  });
  return { notes, provider };
}

/** The error of the first use. It must be a SiemExportError and contain none of the secrets. */
export async function catchError(
  { provider }: Pick<Bench, 'provider'>,
  ...secrets: readonly string[]
): Promise<SiemExportError> {
  const error = await provider.getCredentials({ signal }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isSiemExportError(error)) throw new Error(`expected an error, got ${inspect(error)}`);
  expectClean(error, ...secrets);
  return error;
}

export function expectClean(value: unknown, ...secrets: readonly string[]): void {
  const shown = inspect(value, { depth: Infinity, showHidden: true });
  recordSecret('key', ...secrets);
  recordWritten({ where: 'an error or event', text: shown });
  for (const secret of secrets) {
    const encoded = encodeURIComponent(secret);
    for (const form of [secret, encoded, encodeURIComponent(encoded)]) {
      expect(shown).not.toContain(form);
    }
  }
}
