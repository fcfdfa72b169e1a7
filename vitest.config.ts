import { defineConfig } from 'vitest/config';

/** Where `.ci/run` wants the counts. */
const results = process.env['SIEM_EXPORT_TEST_RESULTS'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/soak/**'],
    globalSetup: ['test/helpers/leaks/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
  },
});
