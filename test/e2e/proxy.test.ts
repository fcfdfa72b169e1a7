import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanEnvironment, makeFolder, startProgram } from '../helpers/built-program.ts';
import { startForwardProxy } from '../helpers/forward-proxy.ts';
import { recordLink, recordSecret } from '../helpers/leaks/record.ts';
import { createWorkbook } from '../helpers/store-server.ts';
import { tlsPair } from '../helpers/tls-pair.ts';
import { startServer, type Handler, type ReceivedRequest } from '../helpers/with-server.ts';

/** The names that the proxy is asked for; every tunnel leads to one server, whose certificate is of siem.test. */
const hosts = { api: 'siem.test', sts: 'siem.test:8443', store: 'siem.test:9443' };
const link = `https://${hosts.store}/siem/event_1.xlsx?Expires=4102444800&OSSAccessKeyId=ak&Signature=TheSignatureOfTheLink%3D`;
const session = {
  AccessKeyId: 'STS.BehindTheProxy',
  AccessKeySecret: 'SecretBehindTheProxy',
  SecurityToken: 'Token/Behind+The==Proxy',
};
const longTermSecret = 'LongTermSecretBehindTheProxy';
const workbook = createWorkbook(20_000);

const answer: Handler = ({ headers }, response) => {
  response.setHeader('x-acs-request-id', 'R-behind-the-proxy');
  if (headers['host'] === hosts.store) {
    response.setHeader('content-length', workbook.length);
    response.end(workbook);
    return;
  }
  const elements =
    headers['host'] === hosts.sts
      ? { Credentials: { ...session, Expiration: '2099-01-01T00:00:00Z' } }
      : { Id: 200013, ExportStatus: 'success', Progress: 66, Link: link, RequestId: 'R-api' };
  response.end(JSON.stringify(elements));
};

async function createHome(): Promise<string> {
  const home = await makeFolder();
  await mkdir(join(home, '.aliyun'));
  const profile = {
    name: 'p',
    mode: 'RamRoleArn',
    access_key_id: 'LTAI5tBehindTheProxy',
    access_key_secret: longTermSecret,
    ram_role_arn: 'acs:ram::1:role/r',
    sts_endpoint: hosts.sts,
  };
  const config = JSON.stringify({ current: 'p', profiles: [profile] });
  await writeFile(join(home, '.aliyun', 'config.json'), config, { mode: 0o600 });
  recordSecret('key', longTermSecret, session.AccessKeySecret, session.SecurityToken);
  recordLink(link);
  return home;
}

async function download(env: (proxy: string) => Readonly<Record<string, string>>) {
  const server = await startServer(answer, tlsPair);
  const credentials = 'auditor:p@ss word of the proxy';
  const proxy = await startForwardProxy({ targetPort: server.port, credentials });
  const home = await createHome();
  const written = `auditor:p%40ss%20word%20of%20the%20proxy@127.0.0.1:${proxy.port}`;
  const { ended } = startProgram(
    [
      ...['wait', '200013', '--download', '-o', 'file.xlsx', '-v'],
      ...['--endpoint', hosts.api, '--allow-host', 'siem.test', '--connections', '1'],
    ],
    {
      cwd: home,
      env: {
        ...cleanEnvironment(home),
        NODE_EXTRA_CA_CERTS: tlsPair.certFile,
        DEBUG: '*',
        ...env(written),
      },
    },
  );
  return { ...(await ended), home, asked: proxy.asked, received: server.received };
}

const hostsOf = (received: readonly ReceivedRequest[]) =>
  received.map(({ method, headers }) => `${method} ${headers['host'] ?? ''}`);

describe('the built program behind a proxy that wants a password', () => {
  it.each([
    ['HTTPS_PROXY', (proxy: string) => ({ HTTPS_PROXY: `http://${proxy}` })],
    ['https_proxy', (proxy: string) => ({ https_proxy: `http://${proxy}` })],
    ['ALL_PROXY', (proxy: string) => ({ ALL_PROXY: proxy, HTTP_PROXY: 'http://127.0.0.1:1' })],
    ['all_proxy', (proxy: string) => ({ all_proxy: proxy, no_proxy: 'elsewhere.test' })],
  ])('asks token service, API and store through it, by %s', async (_, env) => {
    const { code, stderr, home, asked, received } = await download(env);
    expect(code, stderr).toBe(0);
    expect(asked).toEqual([
      'CONNECT siem.test:8443',
      'CONNECT siem.test:443',
      'CONNECT siem.test:9443',
    ]);
    expect(hostsOf(received)).toEqual([
      ...['POST siem.test:8443', 'POST siem.test', 'GET siem.test:9443'],
    ]);
    expect((await readFile(join(home, 'file.xlsx'))).equals(workbook)).toBe(true);
  });

  it('shows each request to the three of them with -v, and nothing secret', async () => {
    const { stderr } = await download((proxy) => ({ HTTPS_PROXY: `http://${proxy}` }));
    const lines = stderr.split('\n').filter((line) => /^[<>] /.test(line));
    for (const [sent, came] of [
      ['> POST https://siem.test:8443/?***  AssumeRole', /^< 200 {2}AssumeRole .*\d+ ms$/],
      [
        '> POST https://siem.test/  GetExportTask',
        /^< 200 {2}GetExportTask {2}request id R-api .*\d+ ms$/,
      ],
    ] as const) {
      expect(lines).toContain(sent);
      expect(lines.filter((line) => came.test(line))).toHaveLength(1);
    }
    expect(lines).toContain('> GET https://siem.test:9443/siem/event_1.xlsx?***');
    expect(lines).toContain('> accept-encoding: identity');
    expect(stderr).toMatch(/^< 200 {2}https:\/\/siem\.test:9443\/siem\/event_1\.xlsx.* \d+ ms$/m);
    expect(lines).toContain('> authorization: ***');
    expect(lines).toContain('> x-acs-security-token: ***');
    expect(lines).toContain('> x-acs-action: GetExportTask');
    expect(lines).toContain(`< content-length: ${workbook.length}`);
  });
});
