// Runs the tests on several versions of Node.js: `npm run test:matrix [-- 22 24] [-- test/transfer]`. The npm
// package `node` brings each of them. What is tested is the build that is there.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const words = process.argv.slice(2);
const asked = words.filter((word) => /^\d/.test(word));
const versions = asked.length > 0 ? asked : ['20', '22', '24', '26'];
/** Which tests; none: all of them. */
const filters = words.filter((word) => !/^\d|^--$/.test(word));
const vitest = 'node_modules/vitest/vitest.mjs';
const folder = mkdtempSync(join(tmpdir(), 'siem-export-matrix-'));
// Some tests run Node.js as another user.
chmodSync(folder, 0o755);

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
  const args = [vitest, 'run', '--reporter=json', '--outputFile', report, ...filters];
  const path = `${dirname(node)}${delimiter}${process.env.PATH}`;
  const options = { encoding: 'utf8', env: { ...process.env, PATH: path } };
  const { stderr } = spawnSync(node, args, options);
  const name = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  if (!existsSync(report)) {
    console.log(`${name.padEnd(10)} ended without a report\n${stderr}`);
    return false;
  }
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
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
