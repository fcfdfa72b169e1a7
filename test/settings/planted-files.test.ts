import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSettingsStore } from '../../src/settings/settings-store.ts';
import { isPosix } from '../helpers/posix.ts';

it.runIf(isPosix)('does not wait for the other end of a pipe at config.json', async () => {
  const config = await mkdtemp(join(tmpdir(), 'siem-export-planted-'));
  onTestFinished(() => rm(config, { recursive: true, force: true }));
  execFileSync('mkfifo', [join(config, 'config.json')]);
  const store = createSettingsStore({ directories: { config }, regions: [] });
  expect(() => store.list()).toThrow('it is a pipe, a socket or a device');
});
