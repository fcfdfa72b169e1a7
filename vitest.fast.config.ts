import { defineConfig, mergeConfig } from 'vitest/config';
import shared from './vitest.config.ts';

/** What starts no process and needs no build: run by `npm run test:fast` while a change is made. */
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      exclude: [
        'test/{e2e,package,build}/**',
        'test/docs/*-recipe*.test.ts',
        'test/**/*.process.test.ts',
      ],
    },
  }),
);
