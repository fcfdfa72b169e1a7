import { describe, expect, it } from 'vitest';
import { prepareCall, send, type RawAnswer } from '../api-client.ts';
import type { TestSandbox } from '../with-sandbox.ts';
import { withFault } from '../with-fault.ts';

describe('a fault of the API', () => {
  it.each([
    'Throttling',
    'Throttling.User',
    'ServiceUnavailable',
    'InternalError',
    'InvalidTimeStamp.Expired',
    'SignatureNonceUsed',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'InvalidAccessKeyId.NotFound',
    'InvalidAccessKeyId.Inactive',
    'MissingSecurityToken',
    'InvalidSecurityToken.Expired',
    'InvalidSecurityToken.Malformed',
    'InvalidSecurityToken.MismatchWithAccessKey',
    'NoPermission',
    'Forbidden',
    'Forbidden.RAM',
    'Forbidden.UserDenied.RdAccount',
    'OrderExpired',
    'AssumeRoleError',
    'IllegalParameter',
    'InvalidParameter',
    'MissingParameter',
    'IdempotentParameterMismatch',
    'InvalidAction.NotFound',
    'InvalidApi.NotFound',
    'InvalidProduct.NotFound',
  ])('answers %s in its usual form, once', async (code) => {
    const sandbox = await withFault({ on: 'GetExportTask', times: 1, answer: { code } });
    const { status, elements } = await sandbox.ask({ ExportId: '7' });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(elements).toMatchObject({ Code: code, RequestId: expect.any(String) as unknown });
    expect(elements['Message']).not.toBe('The scenario refuses this request.');
    expect((await sandbox.ask({ ExportId: '7' })).status).toBe(200);
  });

  it('may have another status, another message and further headers', async () => {
    const sandbox = await withFault({
      on: 'GetExportTask',
      answer: { code: 'Throttling.User', status: 429, message: 'slow down' },
      headers: { 'x-acs-retry-after': '1500', 'Content-Type': null },
    });
    const { status, elements, headers } = await sandbox.ask();
    expect([status, elements['Message']]).toEqual([429, 'slow down']);
    expect(headers['x-acs-retry-after']).toBe('1500');
    expect(headers['content-type']).toBeUndefined();
  });

  it('says which permission is missing, and who lacks it', async () => {
    const sandbox = await withFault({ on: 'GetExportTask', answer: { code: 'NoPermission' } });
    expect((await sandbox.ask()).elements['AccessDeniedDetail']).toMatchObject({
      AuthAction: 'yundun-sas:GetExportTask',
      AuthPrincipalType: 'SubUser',
    });
  });

  it.each<[string, object, number, string]>([
    ['a page of HTML', { status: 502, body: '<html></html>' }, 502, '<html></html>'],
    ['nothing at all', { status: 500 }, 500, ''],
    ['JSON that is no object', { json: [1, 2] }, 200, '[1,2]'],
    [
      'broken JSON',
      { body: '{"RequestId":', contentType: 'application/json' },
      200,
      '{"RequestId":',
    ],
  ])('answers %s', async (_what, answer, status, text) => {
    const sandbox = await withFault({ on: 'GetExportTask', answer });
    const reply = await sendCall(sandbox);
    expect([reply.status, reply.body.toString()]).toEqual([status, text]);
  });

  it('answers as many bytes as it is told to', async () => {
    const bodyBytes = 16 * 1024 * 1024;
    const sandbox = await withFault({ on: 'GetExportTask', answer: { bodyBytes } });
    expect((await sendCall(sandbox)).body.length).toBe(bodyBytes);
  });

  it('puts other elements in the place of the answer’s own', async () => {
    const sandbox = await withFault({
      on: 'GetExportTask',
      elements: { ExportStatus: 'archiving', Progress: '250', Link: null },
    });
    const { elements } = await sandbox.ask({ ExportId: '7' });
    expect(elements).toMatchObject({ Id: 7, ExportStatus: 'archiving', Progress: '250' });
    expect('Link' in elements).toBe(false);
  });

  it('comes after the verification: a bad signature is never hidden by it', async () => {
    const sandbox = await withFault({ on: 'GetExportTask', times: 1, answer: { json: 'fault' } });
    const key = { accessKeyId: 'nobody', accessKeySecret: 'secret' };
    const refused = await sandbox.call({ key });
    expect(refused.elements['Code']).toBe('InvalidAccessKeyId.NotFound');
    expect((await sendCall(sandbox)).body.toString()).toBe('"fault"');
  });

  it('resets the connection before the task is created', async () => {
    const sandbox = await withFault({ on: 'CreateExportTask', times: 1, reset: 'before' });
    await expect(create(sandbox)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await create(sandbox)).body.toString()).toContain('"Id":500001}');
  });

  it('resets it after the task was created, so that the answer is lost', async () => {
    const sandbox = await withFault({ on: 'CreateExportTask', times: 1, reset: 'after' });
    await expect(create(sandbox)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await sandbox.ask()).elements['Id']).toBe(500001);
  });

  it('lets time pass before the answer is made', async () => {
    const sandbox = await withFault({ on: 'GetExportTask', after: 1, delayMs: 5000 }, { id: 7 });
    await sandbox.ask({ ExportId: '7' });
    sandbox.pass(4000);
    expect((await sandbox.ask({ ExportId: '7' })).elements['ExportStatus']).toBe('success');
  });

  it('leaves a request without an answer until the connection is gone', async () => {
    const sandbox = await withFault({ on: 'GetExportTask', hang: true });
    const hanging = sendCall(sandbox);
    const outcome = expect(hanging).rejects.toMatchObject({ code: 'ECONNRESET' });
    while (sandbox.requests.length === 0) await new Promise(setImmediate);
    await sandbox.close();
    await outcome;
    expect(sandbox.requests[0]?.status).toBeUndefined();
  });
});

/** GetExportTask, its answer as it came. */
function sendCall({ endpoint, now }: TestSandbox): Promise<RawAnswer> {
  return send(endpoint, prepareCall(endpoint, { date: now() }));
}

function create({ endpoint, now }: TestSandbox): Promise<RawAnswer> {
  const options = {
    action: 'CreateExportTask',
    date: now(),
    parameters: { ExportTaskType: 'incident_list' },
  };
  return send(endpoint, prepareCall(endpoint, options));
}
