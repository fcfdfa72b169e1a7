import { defineConfig } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { replaceCostlyStatements } from './build/cheaper-imports.js';
import { createChunkGroups } from './build/chunk-groups.js';
import { dropUnusedRuntime } from './build/drop-unused-runtime.js';
import { renderHelp } from './build/render-help.js';
import { stubUnused } from './build/stub-unused.js';
import { collectLicences } from './build/third-party.js';

/** How packages are taken in: benchmarks measure the same code. */
export const lean = {
  platform: 'node',
  plugins: [stubUnused(), replaceCostlyStatements()],
  resolve: {
    conditionNames: ['node', 'import'],
    // One digest out of some twenty: 8 KB instead of 216.
    alias: { 'hash-wasm': 'hash-wasm/dist/crc64.umd.min.js' },
  },
};

const shared = {
  ...lean,
  plugins: [...lean.plugins, collectLicences('dist/THIRD-PARTY.txt')],
};

/** What people import. */
const doors = { index: 'src/index.ts', sandbox: 'src/sandbox.ts' };

export default defineConfig([
  {
    ...shared,
    // What chunk groups without their dependencies need; nobody imports a chunk from outside.
    preserveEntrySignatures: 'allow-extension',
    plugins: [...shared.plugins, dropUnusedRuntime(), renderHelp()],
    input: { 'fast-path': 'src/fast-path.ts', main: 'src/main.ts' },
    output: {
      dir: 'dist/program',
      // CommonJS starts faster than ES modules: one file is read, compiled and run at a time.
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name].cjs',
      codeSplitting: { groups: createChunkGroups() },
      cleanDir: true,
      comments: false,
      minify: true,
    },
  },
  {
    ...shared,
    input: doors,
    // A door has what its source exports, and nothing else.
    preserveEntrySignatures: 'strict',
    output: {
      dir: 'dist/library',
      format: 'es',
      chunkFileNames: '[name].js',
      cleanDir: true,
      comments: false,
    },
  },
  {
    input: doors,
    // Types of packages are not part of the surface: what is bundled is not there to be imported.
    plugins: [dts({ tsconfig: 'tsconfig.build.json', emitDtsOnly: true })],
    output: { dir: 'dist/types', format: 'es', chunkFileNames: '[name].js', cleanDir: true },
  },
]);
