import { createServer } from 'node:net';
import { expect, it } from 'vitest';
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
  expect(stderr).toContain(`模拟器无法监听 127.0.0.1 的端口 ${port}（EADDRINUSE）`);
});
