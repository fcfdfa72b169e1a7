import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { scenarioNames } from '../../src/sandbox/scenarios.ts';
import { runCli } from '../helpers/run-cli.ts';
import { findClosedPort, listen } from '../helpers/with-server.ts';

const env = { SIEM_EXPORT_UI_LANG: 'zh' };

it('names the folder for temporary files where none can be made there, and starts nothing', async () => {
  const port = await findClosedPort();
  const argv = ['sandbox', '--port', String(port), '--', 'true'];
  const { exitCode, stderr } = await runCli(argv, { env, temporary: '/nonexistent' });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('无法在 /nonexistent 中创建目录（ENOENT）');
  expect(stderr).toContain('TMPDIR');
  // The port is free again.
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(port, '127.0.0.1', done);
  });
  await new Promise((done) => server.close(done));
});

it("says in the reader's language that a port is taken", async () => {
  const port = await listen(createServer());
  const { exitCode, stderr } = await runCli(['sandbox', '--port', String(port)], { env });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`sandbox 无法监听 127.0.0.1 的端口 ${port}（EADDRINUSE）`);
});

it('says that it listens on loopback only when it is asked for more', async () => {
  const { exitCode, stderr } = await runCli(['sandbox', '--port', '0.0.0.0:8080', '--', 'true']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('the sandbox listens on 127.0.0.1 only');
});

it('names all scenarios when one is unknown', async () => {
  const { exitCode, stderr } = await runCli(['sandbox', '--scenario', 'fail', '--', 'true']);
  expect(exitCode).toBe(2);
  for (const name of scenarioNames) expect(stderr.replaceAll('\n', ' ')).toContain(name);
});

it('refuses a speed that is not a number above 0', async () => {
  for (const speed of ['0', '-1', 'fast', '1000001']) {
    const { exitCode, stderr } = await runCli(['sandbox', `--speed=${speed}`, '--', 'true']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`"${speed}" is not a speed`);
  }
});

it('logs each request as one line of JSON', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const script = 'fetch(process.env.SIEM_EXPORT_ENDPOINT + "/export_file/a.xlsx?Signature=s")';
  const argv = ['sandbox', '--log', 'log.ndjson', '--', process.execPath, '-e', script];
  expect((await runCli(argv, { cwd: folder, env: process.env })).exitCode).toBe(0);
  const lines = (await readFile(join(folder, 'log.ndjson'), 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
      action: 'GetObject',
      parameters: { Key: 'export_file/a.xlsx' },
      status: 403,
    },
  ]);
});
