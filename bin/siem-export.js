#!/usr/bin/env node
'use strict';

const { answerAtOnce, print } = require('../dist/program/answer-at-once.cjs');

const args = process.argv.slice(2);
const answer = answerAtOnce(args, process.env);
if (answer === undefined) run();
else print(answer);

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
