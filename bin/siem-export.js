#!/usr/bin/env node
'use strict';

const args = process.argv.slice(2);
const asksForVersion = args.length === 1 && (args[0] === '--version' || args[0] === '-V');
if (!asksForVersion || !writeVersion()) run();

function run() {
  // Node 22 and later: what was compiled once is not compiled again.
  require('node:module').enableCompileCache?.();
  const { main, startSystem } = require('../dist/program/main.cjs');
  const { context, stop } = startSystem();
  main(args, context).then((exitCode) => {
    stop();
    process.exitCode = exitCode;
  });
}

/**
 * Scripts ask this often: nothing of the program is loaded, nor what is behind process.stdout.
 * Where it cannot be written at once, the program says it.
 */
function writeVersion() {
  try {
    require('node:fs').writeSync(1, `${require('../package.json').version}\n`);
    return true;
  } catch {
    return false;
  }
}
