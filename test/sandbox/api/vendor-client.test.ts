import { describe, expect, it } from 'vitest';
import { sessionKey, standardKey, type SandboxKey } from '../../../src/sandbox/keys.ts';
import { callAsVendor } from '../../helpers/vendor-call.ts';
import { withSandbox, type TestSandbox } from '../with-sandbox.ts';

describe("the vendor's own client", () => {
  it('gets the answer of GetExportTask', async () => {
    const sandbox = await withRealTime();
    const answer = await callSandbox(sandbox, 'GetExportTask', {
      ExportId: 400185,
      Lang: 'zh',
      RegionId: 'cn-hangzhou',
    });
    expect(answer).toMatchObject({ Id: 400185, ExportStatus: 'success', Progress: 66 });
  });

  it('gets the last task when it sends no parameters', async () => {
    const sandbox = await withRealTime();
    expect(await callSandbox(sandbox, 'GetExportTask', {})).toMatchObject({ Id: 200013 });
  });

  it('gets it with a temporary key pair, too', async () => {
    const sandbox = await withRealTime();
    const answer = await callSandbox(sandbox, 'GetExportTask', { ExportId: 400185 }, sessionKey);
    expect(answer).toMatchObject({ Id: 400185 });
  });

  it('creates a task, whatever characters its filter has', async () => {
    const sandbox = await withRealTime();
    const answer = await callSandbox(sandbox, 'CreateExportTask', {
      ExportTaskType: 'incident_list',
      ExportTaskParameter: JSON.stringify({ IncidentName: "告警 é 😀 a+b&c=d%20!'()*~" }),
    });
    expect(answer).toMatchObject({ Id: 500001 });
    const sent = new URLSearchParams(sandbox.requests.at(-1)?.body.toString());
    expect(sent.get('ExportTaskParameter')).toBe(`{"IncidentName":"告警 é 😀 a+b&c=d%20!'()*~"}`);
  });

  it.each([
    ['InvalidExportId.NotFound', { ExportId: 999 }, standardKey],
    ['InvalidParameter', { ExportId: 'seven' }, standardKey],
    ['SignatureDoesNotMatch', { ExportId: 1 }, { ...standardKey, accessKeySecret: 'another' }],
    ['InvalidAccessKeyId.NotFound', { ExportId: 1 }, { ...standardKey, accessKeyId: 'nobody' }],
  ])('reads the error %s', async (code, parameters, key) => {
    const sandbox = await withRealTime();
    const failed = callSandbox(sandbox, 'GetExportTask', parameters, key);
    await expect(failed).rejects.toMatchObject({ code, statusCode: expect.any(Number) as unknown });
  });

  it('takes a throttled answer for one', async () => {
    const sandbox = await withRealTime({
      faults: [
        {
          on: 'GetExportTask',
          answer: { code: 'Throttling.User' },
          headers: { 'x-acs-retry-after': '2000' },
        },
      ],
    });
    const failed = callSandbox(sandbox, 'GetExportTask', { ExportId: 400185 });
    await expect(failed).rejects.toMatchObject({ name: 'ThrottlingError', retryAfter: 2000 });
  });
});

/** The vendor's client takes its dates from the wall clock: the sandbox's is set to that. */
async function withRealTime(scenario: object = {}): Promise<TestSandbox> {
  const sandbox = await withSandbox(scenario);
  sandbox.pass(Date.now() - sandbox.now());
  return sandbox;
}

async function callSandbox(
  sandbox: TestSandbox,
  action: string,
  body: object,
  keys: SandboxKey = standardKey,
): Promise<unknown> {
  return await callAsVendor(sandbox.endpoint, { action, body, credentials: keys });
}
