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
  const { enableCompileCache } = require('node:module');
  const cache = enableCompileCache && findCacheFolder();
  if (cache) enableCompileCache(cache);
  else if (process.platform === 'win32') enableCompileCache?.();
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
  const { isAbsolute, join } = require('node:path');
  const { XDG_CACHE_HOME = '' } = process.env;
  // The specification of XDG: a relative one is ignored.
  const parent = isAbsolute(XDG_CACHE_HOME)
    ? XDG_CACHE_HOME
    : join(require('node:os').homedir(), '.cache');
  const folder = join(parent, 'siem-export');
  return isOurs(folder, parent) ? folder : undefined;
}

/** Created for this user alone; one that others own or can write to is not used. */
function isOurs(folder, parent) {
  const { lstatSync, mkdirSync } = require('node:fs');
  for (const each of [parent, folder]) {
    try {
      mkdirSync(each, { mode: 0o700 });
    } catch {
      // It exists, or cannot be created.
    }
  }
  try {
    const found = lstatSync(folder);
    return found.isDirectory() && found.uid === process.geteuid() && (found.mode & 0o022) === 0;
  } catch {
    return false;
  }
}
