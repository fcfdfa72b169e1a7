import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { tlsPair } from '../helpers/tls-pair.ts';
import { call, send } from './api-client.ts';

describe('a sandbox', () => {
  it('takes a task from its first question to its file, by a clock that runs fast', async () => {
    const clock = createScaledClock(1000);
    const sandbox = await start({ clock });
    const ask = () => call(sandbox, { date: clock.now(), parameters: { ExportId: '200013' } });
    expect((await ask()).elements).toMatchObject({ Id: 200013, ExportStatus: 'exporting' });
    await clock.sleep(8000);
    const { elements } = await ask();
    expect(elements).toMatchObject({ ExportStatus: 'success', Progress: 100 });
    const { origin, host, pathname, search } = new URL(String(elements['Link']));
    expect(origin).toBe(sandbox.endpoint);
    const file = await send(origin, { target: pathname + search, headers: [['host', host]] });
    expect([file.status, file.body.toString('latin1', 0, 2)]).toEqual([200, 'PK']);
  });

  it('runs tasks and delays faster, and keeps timestamps on the clock', async () => {
    const faults = [{ on: 'GetExportTask', delayMs: 3_600_000 }];
    const scenario = parseScenario({ tasks: [{ id: 7, durationMs: 3_600_000 }], faults }, 'test');
    const sandbox = await start({ scenario, speed: 1_000_000 });
    const ask = () => call(sandbox, { parameters: { ExportId: '7' } });
    await ask();
    const { elements, headers } = await ask();
    expect(elements['ExportStatus']).toBe('success');
    const moments = [Date.parse(headers.date ?? ''), Number(elements['GmtCreate'])];
    for (const at of moments) expect(Math.abs(Date.now() - at)).toBeLessThan(60_000);
    const expires = Number(new URL(String(elements['Link'])).searchParams.get('Expires')) * 1000;
    expect(Math.abs(expires - Date.now() - 1_800_000)).toBeLessThan(60_000);
  });

  it('says how a process is pointed at it, and takes away what would point elsewhere', async () => {
    const { endpoint, env } = await start();
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(env).toMatchObject({
      SIEM_EXPORT_ENDPOINT: endpoint,
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'SandboxAccessKey00000001',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'SandboxSecretThatOpensNothing1',
      ALIBABA_CLOUD_SECURITY_TOKEN: '',
      ALIBABA_CLOUD_PROFILE: '',
      NO_PROXY: '127.0.0.1,localhost',
      no_proxy: '127.0.0.1,localhost',
    });
  });

  it('remembers what arrived, byte for byte', async () => {
    const sandbox = await start();
    await call(sandbox, {
      body: Buffer.from('ExportId=7&Lang=zh'),
      headers: { 'X-Odd': ' a  b ' },
    });
    const [request] = sandbox.requests;
    expect(request).toMatchObject({ side: 'api', method: 'POST', target: '/', status: 404 });
    expect(request?.body.toString()).toBe('ExportId=7&Lang=zh');
    expect(request?.headers).toContainEqual(['X-Odd', 'a  b']);
  });

  it('makes request ids that follow from the random numbers it is given', async () => {
    const ids = [];
    for (let run = 0; run < 2; run++) {
      const sandbox = await start({ random: () => 0.5 });
      ids.push((await call(sandbox)).elements['RequestId']);
    }
    expect(ids).toEqual(Array(2).fill('88888888-8888-4888-A888-888888888888'));
  });

  it('speaks https when it is given a certificate', async () => {
    const sandbox = await start({ tls: tlsPair });
    expect(sandbox.endpoint).toMatch(/^https:/);
    const body = await new Promise((done, fail) => {
      get(
        `${sandbox.endpoint}/export_file/1/a.xlsx`,
        { ca: tlsPair.cert, agent: false },
        (answer) => {
          done(text(answer));
        },
      ).on('error', fail);
    });
    expect(body).toContain('<Code>AccessDenied</Code>');
  });

  it('does not start on a port that is taken', async () => {
    const { endpoint } = await start();
    const port = Number(new URL(endpoint).port);
    const second = startSandbox({ clock: createScaledClock(1), port });
    await expect(second).rejects.toThrow(UsageError);
    await expect(second).rejects.toThrow(`port ${port} of 127.0.0.1 (EADDRINUSE)`);
  });
});

type Options = Partial<Parameters<typeof startSandbox>[0]>;

async function start(options: Options = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ clock: createScaledClock(1), ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}
