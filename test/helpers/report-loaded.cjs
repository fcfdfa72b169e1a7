// Preloaded with --require: at the end, writes what the program has loaded since then into a file.
const { writeFileSync } = require('node:fs');

const before = new Set(process.moduleLoadList);
process.on('exit', () => {
  const builtins = process.moduleLoadList
    .filter((name) => !before.has(name) && /^NativeModule (?!internal\/)/.test(name))
    .map((name) => name.slice('NativeModule '.length));
  const files = Object.keys(require.cache).filter((file) => file !== __filename);
  writeFileSync(process.env.REPORT_LOADED, JSON.stringify({ files, builtins }));
});
