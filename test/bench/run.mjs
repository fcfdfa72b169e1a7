// Runs a benchmark: `node test/bench/run.mjs polling` bundles test/bench/polling.ts, for Node 20 does not
// read TypeScript, and runs it. What follows the name is the benchmark's own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const [name, ...rest] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'siem-export-bench-'));
const file = join(folder, `${name}.mjs`);
try {
  await build({
    input: fileURLToPath(new URL(`${name}.ts`, import.meta.url)),
    platform: 'node',
    logLevel: 'warn',
    output: { file, format: 'esm' },
  });
  process.exitCode = spawnSync(process.execPath, [file, ...rest], { stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
