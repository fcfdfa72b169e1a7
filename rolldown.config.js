import { defineConfig } from 'rolldown';
import { replaceCostlyStatements } from './build/cheaper-imports.js';
import { createChunkGroups } from './build/chunk-groups.js';
import { renderHelp } from './build/render-help.js';
import { stubUnused } from './build/stub-unused.js';

const shared = {
  platform: 'node',
  // What chunk groups without their dependencies need; nobody imports a chunk from outside.
  preserveEntrySignatures: 'allow-extension',
  plugins: [stubUnused(), replaceCostlyStatements()],
  resolve: { conditionNames: ['node', 'import'] },
};

export default defineConfig([
  {
    ...shared,
    plugins: [...shared.plugins, renderHelp()],
    input: { 'answer-at-once': 'src/answer-at-once.ts', main: 'src/main.ts' },
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
    input: { index: 'src/index.ts' },
    output: {
      dir: 'dist/library',
      format: 'es',
      cleanDir: true,
      comments: false,
    },
  },
]);
