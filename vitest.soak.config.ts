import { defineConfig } from 'vitest/config';

/** What takes minutes: run by `npm run test:soak`, not by `npm test`. */
export default defineConfig({ test: { include: ['test/soak/**/*.test.ts'] } });
