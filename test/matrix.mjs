// Runs the tests on several versions of Node.js: `npm run test:matrix [-- 22 24]`. The npm package `node`
// brings each of them. What is tested is the build that is there.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const [...asked] = process.argv.slice(2);
const versions = asked.length > 0 ? asked : ['20', '22', '24', '26'];
const folder = mkdtempSync(join(tmpdir(), 'siem-export-matrix-'));

try {
  const failed = versions.filter((version) => !testOn(version));
  process.exitCode = failed.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function testOn(version) {
  const startedAt = Date.now();
  const node = install(version);
  const report = join(folder, `${version}.json`);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', '--outputFile', report];
  const path = `${dirname(node)}${delimiter}${process.env.PATH}`;
  spawnSync(node, args, { stdio: 'ignore', env: { ...process.env, PATH: path } });
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  const name = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1);
  const counts = `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`;
  console.log(`${name.padEnd(10)} ${counts}  (${minutes} min)`);
  const failures = testResults.filter(({ status }) => status === 'failed');
  for (const { name: file, message, assertionResults } of failures) {
    const titles = assertionResults.filter(({ status }) => status === 'failed');
    console.log(`  ${file} ${titles.length === 0 ? message : ''}`);
    for (const { fullName, failureMessages } of titles) {
      console.log(`    ${fullName}\n      ${failureMessages[0]?.split('\n')[0]}`);
    }
  }
  return failures.length === 0;
}

/** @returns the path of its binary */
function install(version) {
  const prefix = join(folder, version);
  const isWindows = process.platform === 'win32';
  const args = ['install', '--silent', '--no-save', '--prefix', prefix, `node@${version}`];
  execFileSync(isWindows ? 'npm.cmd' : 'npm', args, { stdio: 'inherit', shell: isWindows });
  return join(prefix, 'node_modules/node/bin', isWindows ? 'node.exe' : 'node');
}
