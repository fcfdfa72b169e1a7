#!/usr/bin/env node
'use strict';

const { takeFastPath, print } = require('../dist/program/fast-path.cjs');

const args = process.argv.slice(2);
const answer = takeFastPath(args, process.env);
if (answer === undefined) run();
else print(answer);

function run() {
  ensureHome();
  // Node 22 and later: what was compiled once is not compiled again.
  require('node:module').enableCompileCache?.(findCacheFolder());
  const { main, startProgramContext } = require('../dist/program/main.cjs');
  const { context, stop } = startProgramContext();
  main(args, context).then((exitCode) => {
    stop();
    process.exitCode = exitCode;
  });
}

/** Some containers give a user neither HOME nor an entry among the users: nothing of theirs is anywhere, then. */
function ensureHome() {
  try {
    require('node:os').homedir();
  } catch {
    process.env.HOME = '/';
  }
}

/**
 * Node runs what it finds there. Its own choice is below the temporary folder, which on many systems all
 * users share: another one could have put code there. On Windows it is the user's own.
 */
function findCacheFolder() {
  if (process.platform === 'win32') return undefined;
  const { join } = require('node:path');
  const { XDG_CACHE_HOME } = process.env;
  return join(XDG_CACHE_HOME || join(require('node:os').homedir(), '.cache'), 'siem-export');
}
