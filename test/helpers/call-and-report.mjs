// Started as a program: makes one call of the built library, aborts it when a line comes on stdin, and prints
// as JSON how it ended and what the process is left with.
import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as library from '../../dist/library/index.js';

const { call, options, keys } = JSON.parse(process.argv[2]);
const stop = new AbortController();
process.stdin.once('data', () => stop.abort(new Error('stopped by the test')));
// Node.js opens each when it is first looked at, and looks at them itself when it destroys a socket.
void [process.stdout, process.stderr];
const before = process.getActiveResourcesInfo();

/** A vault that never answers, and does not listen to its signal either. */
function askForEver() {
  console.log('asked for keys');
  return new Promise(() => undefined);
}

const calls = {
  get: (all) => library.getExportTask('200013', all),
  wait: (all) => library.waitForExportTask('200013', all),
  create: (all) => library.createExportTask(all),
  download: async (all) => (await library.downloadExportFile('200013', all)).path,
  async watch(all) {
    for await (const { state } of library.watchExportTask('200013', all)) console.log(state);
    return 'over';
  },
  // As streams do it that are made of an iterator: the next state is asked for already.
  async leave(all) {
    const states = library.watchExportTask('200013', all);
    console.log((await states.next()).value.state);
    const next = states.next();
    await states.return();
    return `over: ${(await next).done}`;
  },
};

async function run() {
  const credentials = keys === 'never' ? { credentials: askForEver } : {};
  return await calls[call]({ ...options, ...credentials, signal: stop.signal });
}
function listWhatIsLeft() {
  const resources = process.getActiveResourcesInfo();
  for (const name of before) {
    if (resources.includes(name)) resources.splice(resources.indexOf(name), 1);
  }
  return resources;
}
const ending = await run().catch((error) => error.message);
// A handle that is closed, and of TLS more than one, is gone within the next turns of the loop.
let left = listWhatIsLeft();
for (let turn = 0; turn < 10 && left.length > 0; turn++) {
  await nextTurn();
  left = listWhatIsLeft();
}
const listeners = getEventListeners(stop.signal, 'abort').length;
console.log(JSON.stringify({ ending, left, listeners }));
process.stdin.destroy();
