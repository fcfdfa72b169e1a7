// Runs a benchmark: `node test/bench/run.mjs polling` bundles test/bench/polling.ts, for Node 20 does not
// read TypeScript, and runs it; NAME-client.ts and NAME-server.ts, where they exist, are beside it then.
// What follows the name is the benchmark's own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { lean } from '../../rolldown.config.js';

const [name, ...rest] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'siem-export-bench-'));
try {
  for (const part of [name, `${name}-client`, `${name}-server`]) {
    const input = fileURLToPath(new URL(`${part}.ts`, import.meta.url));
    if (!existsSync(input)) continue;
    const output = { dir: join(folder, part), format: 'esm', entryFileNames: '[name].mjs' };
    await build({ ...lean, input, logLevel: 'warn', output });
  }
  const file = join(folder, name, `${name}.mjs`);
  process.exitCode = spawnSync(process.execPath, [file, ...rest], { stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
