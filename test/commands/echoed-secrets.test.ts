import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCli } from '../helpers/run-cli.ts';
import { startServer } from '../helpers/with-server.ts';

const secrets = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tEchoedKeyId',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'EchoedSecret/of+this==',
  ALIBABA_CLOUD_SECURITY_TOKEN: 'EchoedToken/of+this==',
};
const echo = Object.values(secrets).join(' ');
const headers = { 'x-acs-request-id': echo, 'x-echo': echo, 'content-type': echo, server: echo };
/** Legal in JSON: the secrets are not in the body as they are. */
const escape = (json: string) => json.replaceAll('E', '\\u0045').replaceAll('/', '\\/');

const task = {
  RequestId: echo,
  FileName: `${echo}.xlsx`,
  Id: 200013,
  ExportType: echo,
  ExportStatus: 'failed',
  Progress: 10,
  GmtCreate: '1605076118000',
  [echo]: [{ Inner: echo }],
  ErrorMessage: echo,
};

it.each([
  ['a task', 200, JSON.stringify(task)],
  ['a task, escaped', 200, escape(JSON.stringify(task))],
  ['a status', 200, JSON.stringify({ ...task, ExportStatus: echo })],
  [
    'an error',
    400,
    JSON.stringify({ Code: echo, Message: echo, RequestId: echo, Recommend: echo }),
  ],
  [
    'a refusal',
    403,
    JSON.stringify({
      Code: 'NoPermission',
      Message: echo,
      AccessDeniedDetail: { AuthAction: echo, PolicyType: echo },
    }),
  ],
  ['an error in XML', 500, `<Error><Code>InternalError</Code><Message>${echo}</Message></Error>`],
  ['a page', 502, `<html>${echo}</html>`],
])('shows no credentials that a server repeats in %s', async (_, status, body) => {
  const config = await mkdtemp(join(tmpdir(), 'siem-export-echo-'));
  onTestFinished(() => rm(config, { recursive: true, force: true }));
  const server = await startServer((_request, response) => {
    response.writeHead(status, headers).end(body);
  });
  const env = { ...secrets, SIEM_EXPORT_ENDPOINT: server.url };
  for (const flags of [['-v'], ['--json', '-v'], ['--events']]) {
    const command = flags[0] === '--events' ? 'wait' : 'status';
    const result = await runCli(
      [command, '200013', ...flags, ...(command === 'wait' ? ['--timeout', '1s'] : [])],
      { env, config },
    );
    expect(result.stdout + result.stderr).not.toContain('Echoed');
    expect(result.stdout + result.stderr).not.toBe('');
  }
  for (const name of await readdir(join(config, 'tasks')).catch(() => [])) {
    expect(await readFile(join(config, 'tasks', name), 'utf8')).not.toContain('Echoed');
  }
});
