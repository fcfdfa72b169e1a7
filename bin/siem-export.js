#!/usr/bin/env node
'use strict';

const { main, startSystem } = require('../dist/program/main.cjs');

const { context, stop } = startSystem();
main(process.argv.slice(2), context).then((exitCode) => {
  stop();
  process.exitCode = exitCode;
});
