/**
 * Modules that a dependency imports at its top and that this program never uses: loading them costs
 * more than all of its own code. The bundle has in their place what throws when it is used, by the
 * package that imports them. test/build/stubs.test.ts runs the HTTP client on them.
 */
export const stubs = {
  got: {
    // `http2: true`. Builds a TLS socket when it is imported.
    'http2-wrapper': `
      const unused = () => { throw new Error('HTTP/2 is not part of this program'); };
      export default { auto: unused };`,
    // `cache`.
    'cacheable-request': `
      export class CacheError extends Error {}
      export default class CacheableRequest {
        constructor() { throw new Error("got's cache is not part of this program"); }
      }`,
    // `dnsCache`.
    'cacheable-lookup': `
      export default class CacheableLookup {
        constructor() { throw new Error("got's DNS cache is not part of this program"); }
      }`,
    // A FormData as `body`; bodies are strings here.
    'form-data-encoder': `
      export const isFormData = () => false;
      export class FormDataEncoder {
        constructor() { throw new Error('FormData is not part of this program'); }
      }`,
    // `decompress: true`. Loads zlib.
    'decompress-response': `
      export default function decompressResponse() {
        throw new Error('decompression is not part of this program');
      }`,
  },
  commander: {
    // Sub-commands that are programs of their own.
    'node:child_process': `
      export function spawn() { throw new Error('external sub-commands are not part of this program'); }`,
  },
  chalk: {
    // Looks at process and terminal for a default; each Chalk here is told its level.
    '#supports-color': 'export default { stdout: false, stderr: false };',
  },
  conf: {
    // `schema`; settings are validated by src/settings.
    'ajv/dist/2020.js': `
      export class Ajv2020 {
        constructor() {}
        compile() { throw new Error("conf's schema option is not part of this program"); }
      }
      export default { Ajv2020, default: Ajv2020 };`,
    'ajv-formats': 'export default function addFormats() {}',
    // `watch`.
    'debounce-fn': `
      export default function debounceFn() {
        throw new Error("conf's watch option is not part of this program");
      }`,
    // `migrations`.
    semver: `
      const unused = () => { throw new Error("conf's migrations are not part of this program"); };
      export default { clean: unused, eq: unused, gt: unused, lte: unused, satisfies: unused };`,
  },
  atomically: {
    // Removes temporary files when the process ends, and to that end sends each signal to itself once
    // more: src/program-context.ts would take that for a second Ctrl-C. A write is over before a signal is seen.
    'when-exit': 'export default function whenExit() {}',
  },
};

const prefix = '\0stub:';

/** A plugin of rolldown that puts the stubs in. */
export function stubUnused() {
  return {
    name: 'stub-unused',
    resolveId(id, importer) {
      const owner = packageOf(importer ?? '');
      return Object.hasOwn(stubs[owner] ?? {}, id) ? { id: `${prefix}${owner}:${id}` } : null;
    },
    load(id) {
      if (!id.startsWith(prefix)) return null;
      const [owner, ...rest] = id.slice(prefix.length).split(':');
      return stubs[owner][rest.join(':')];
    },
  };
}

/** The package that a module belongs to; empty for one of this project. */
export function packageOf(id) {
  const [, name = ''] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id) ?? [];
  return name.replace('\\', '/');
}
