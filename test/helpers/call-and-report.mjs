// Started as a program: makes one call of the built library, aborts it when a line comes on stdin, and prints
// as JSON how it ended and what the process is left with.
import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { downloadExportFile, watchExportTask } from '../../dist/library/index.js';

const { call, options } = JSON.parse(process.argv[2]);
const stop = new AbortController();
process.stdin.once('data', () => stop.abort(new Error('stopped by the test')));
const before = process.getActiveResourcesInfo();

async function run() {
  const all = { ...options, signal: stop.signal };
  if (call === 'download') return (await downloadExportFile('200013', all)).path;
  for await (const { state } of watchExportTask('200013', all)) console.log(state);
  return 'over';
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
