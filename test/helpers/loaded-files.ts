import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';

// From the root of the project: the benchmarks run as bundles from elsewhere.
const helpers = resolve('test/helpers');

/** What a run of the built program has loaded. */
export interface Loaded {
  readonly files: readonly LoadedFile[];
  /** Node's own modules, beside those that `node -e 0` loads. */
  readonly builtins: readonly string[];
}

export interface LoadedFile {
  readonly name: string;
  readonly bytes: number;
  readonly modules: readonly ChunkModule[];
}

export interface ChunkModule {
  /** `src/main.ts`, or `got/dist/source/index.js` of a package. */
  readonly name: string;
  /** The file that it was read from. */
  readonly path: string;
  /** Before it is minified. */
  readonly bytes: number;
}

export type ChunkModules = Readonly<Record<string, readonly ChunkModule[]>>;

/** Which modules each file of dist/program holds, as the build has it now. */
export function listChunkModules(): ChunkModules {
  const json = execFileSync(process.execPath, [join(helpers, 'list-chunk-modules.mjs')], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const chunks = JSON.parse(json) as Record<string, { id: string; bytes: number }[]>;
  return Object.fromEntries(
    Object.entries(chunks).map(([file, modules]) => [
      file,
      modules.map(({ id, bytes }) => ({ name: nameModule(id), path: id, bytes })),
    ]),
  );
}

/** Runs `node ...command` to its end, and says what it loaded. */
export async function findLoaded(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  chunks: ChunkModules,
): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'siem-export-loaded-'));
  const report = join(folder, 'report.json');
  try {
    const args = ['--require', join(helpers, 'report-loaded.cjs'), ...command];
    const child = spawn(process.execPath, args, {
      env: { ...env, REPORT_LOADED: report },
      stdio: 'ignore',
    });
    await once(child, 'exit');
    const loaded = JSON.parse(readFileSync(report, 'utf8')) as Record<string, string[]>;
    const files = (loaded['files'] ?? []).map((path) => ({
      name: relative('.', path),
      bytes: statSync(path).size,
      modules: chunks[basename(path)] ?? [],
    }));
    return { files, builtins: loaded['builtins'] ?? [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function nameModule(id: string): string {
  const name = relative('.', id.replace('\0', '')).replaceAll('\\', '/');
  return name.replace(/^.*node_modules\//, '');
}
