import { fileURLToPath } from 'node:url';

/**
 * Which modules share a file, beside what rolldown finds by itself. Each file that is read costs half
 * a millisecond and more, so what is always needed together is one: each layer holds what its modules
 * import, directly or not, less what the layers before it hold. What is loaded with `import()`
 * stays apart. `npm run bench:startup -- --why` shows what each command loads.
 */
const layers = {
  'fast-path': ['fast-path.ts'],
  program: ['main.ts', 'commands/program.ts', 'base/plain-text.ts', 'base/redaction.ts'],
  flow: ['terminal/style/flow.ts', 'terminal/style/approximate-width.ts'],
  help: ['commands/help/describe-program.ts'],
  failure: ['commands/report-failure.ts'],
  settings: ['settings/settings-store.ts', 'settings/request-settings.ts', 'api/endpoints.ts'],
  call: ['commands/run-status.ts', 'credentials/find-source.ts'],
};

/** @returns the groups of rolldown's `codeSplitting` */
export function createChunkGroups() {
  let layerOf;
  const name = (id, graph) => {
    layerOf ??= assignLayers((each) => graph.getModuleInfo(each)?.importedIds ?? []);
    return layerOf.get(id) ?? null;
  };
  return [{ name, debugName: 'layers', includeDependenciesRecursively: false }];
}

function assignLayers(importsOf) {
  const layerOf = new Map();
  const visit = (id, layer) => {
    if (layerOf.has(id)) return;
    layerOf.set(id, layer);
    for (const each of importsOf(id)) visit(each, layer);
  };
  for (const [layer, files] of Object.entries(layers)) {
    for (const file of files) {
      visit(fileURLToPath(new URL(`../src/${file}`, import.meta.url)), layer);
    }
  }
  return layerOf;
}
