import { defineConfig } from 'rolldown';

/**
 * Modules that a dependency imports at its top and that this program never uses. Loading them costs
 * more than all of its own code, so the bundle has a stub that throws in their place.
 */
const stubs = {
  // got: for `http2: true` only; builds a TLS socket when it is imported (35 to 40 ms).
  'http2-wrapper': `
    const unused = () => { throw new Error('HTTP/2 is not part of this program'); };
    export default { auto: unused };`,
  // conf: for its \`schema\` option only; settings are validated by src/settings (17 to 30 ms).
  'ajv/dist/2020.js': `
    export class Ajv2020 { constructor() {} compile() { throw new Error('conf\\'s schema option is not part of this program'); } }
    export default { Ajv2020, default: Ajv2020 };`,
  'ajv-formats': 'export default function addFormats() {}',
};

const stubUnused = {
  name: 'stub-unused',
  resolveId: (id) => (id in stubs ? { id: `\0stub:${id}` } : null),
  load: (id) => (id.startsWith('\0stub:') ? stubs[id.slice('\0stub:'.length)] : null),
};

const shared = {
  platform: 'node',
  plugins: [stubUnused],
  resolve: { conditionNames: ['node', 'import'] },
};

export default defineConfig([
  {
    ...shared,
    input: { main: 'src/main.ts' },
    output: {
      dir: 'dist/program',
      // CommonJS starts faster than ES modules: one file is read, compiled and run at a time.
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name].cjs',
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
