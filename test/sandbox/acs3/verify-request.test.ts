import { describe, expect, it } from 'vitest';
import {
  expiredSessionKey,
  inactiveKey,
  sessionKey,
  standardKey,
} from '../../../src/sandbox/keys.ts';
import type { CallOptions } from '../api-client.ts';
import { withSandbox, type TestSandbox } from '../with-sandbox.ts';
import { parameters, prepare, sendChanged } from './send-signed.ts';

describe('a signed request', () => {
  it('is carried out', async () => {
    const sandbox = await withSandbox();
    expect(await outcomeOf(sandbox, {})).toBe(200);
  });

  it('is carried out for a temporary key pair with its token', async () => {
    const sandbox = await withSandbox();
    expect(await outcomeOf(sandbox, { key: sessionKey })).toBe(200);
  });

  it('may have further x-acs- headers, when they are signed', async () => {
    const sandbox = await withSandbox();
    const headers = { 'x-acs-credentials-provider': 'static_ak', 'x-acs-retry-attempts': '1' };
    expect(await outcomeOf(sandbox, { headers })).toBe(200);
  });

  it.each([-14 * 60_000, 14 * 60_000])('may be dated %d ms away', async (offsetMs) => {
    const sandbox = await withSandbox();
    expect(await outcomeOf(sandbox, { date: sandbox.now() + offsetMs })).toBe(200);
  });
});

describe('a request is refused', () => {
  it.each([-16 * 60_000, 16 * 60_000])('when it is dated %d ms away', async (offsetMs) => {
    const sandbox = await withSandbox();
    const date = sandbox.now() + offsetMs;
    const answer = await sandbox.call({ parameters, date });
    expect(answer.status).toBe(400);
    expect(answer.elements['Code']).toBe('InvalidTimeStamp.Expired');
    expect(Date.parse(answer.headers.date ?? '')).toBe(sandbox.now());
  });

  it('when its date is written in another way', async () => {
    const sandbox = await withSandbox();
    const headers = { 'x-acs-date': '20261124T000000Z' };
    expect(await outcomeOf(sandbox, { headers })).toBe('InvalidTimeStamp.Format');
  });

  it('when its nonce was used before, for half an hour', async () => {
    const sandbox = await withSandbox();
    const nonce = 'the same one';
    expect(await outcomeOf(sandbox, { nonce })).toBe(200);
    expect(await outcomeOf(sandbox, { nonce })).toBe('SignatureNonceUsed');
    sandbox.pass(29 * 60_000);
    expect(await outcomeOf(sandbox, { nonce })).toBe('SignatureNonceUsed');
  });

  it('but its nonce counts as used only when the signature was right', async () => {
    const sandbox = await withSandbox();
    const nonce = 'the same one';
    const wrong = { ...standardKey, accessKeySecret: 'wrong' };
    expect(await outcomeOf(sandbox, { nonce, key: wrong })).toBe('SignatureDoesNotMatch');
    expect(await outcomeOf(sandbox, { nonce })).toBe(200);
  });

  it.each<[string, number, CallOptions]>([
    [
      'InvalidAccessKeyId.NotFound',
      404,
      { key: { accessKeyId: 'SomebodyElse', accessKeySecret: 'secret' } },
    ],
    ['InvalidAccessKeyId.Inactive', 400, { key: inactiveKey }],
    [
      'MissingSecurityToken',
      400,
      {
        key: {
          accessKeyId: sessionKey.accessKeyId,
          accessKeySecret: sessionKey.accessKeySecret,
        },
      },
    ],
    ['InvalidSecurityToken.Malformed', 400, { key: { ...sessionKey, securityToken: 'CAISother' } }],
    [
      'InvalidSecurityToken.MismatchWithAccessKey',
      400,
      { key: { ...standardKey, securityToken: sessionKey.securityToken ?? '' } },
    ],
    ['InvalidSecurityToken.Expired', 400, { key: expiredSessionKey }],
    ['SignatureDoesNotMatch', 400, { key: { ...standardKey, accessKeySecret: 'another' } }],
    ['InvalidAction.NotFound', 404, { action: 'ListExportTasks' }],
    ['InvalidApi.NotFound', 404, { version: '2022-06-16' }],
  ])('with %s and status %d', async (code, status, options) => {
    const sandbox = await withSandbox();
    const answer = await sandbox.call({ parameters, ...options });
    expect([answer.status, answer.elements['Code']]).toEqual([status, code]);
  });

  it('with the canonical request in the message when the signature does not match', async () => {
    const sandbox = await withSandbox();
    const key = { ...standardKey, accessKeySecret: 'another' };
    const { elements } = await sandbox.call({ parameters, key });
    expect(elements['Message']).toContain('[POST\n/\n\ncontent-type:application/');
  });

  it.each([
    'host',
    'x-acs-action',
    'x-acs-version',
    'x-acs-date',
    'x-acs-signature-nonce',
    'x-acs-content-sha256',
    'authorization',
  ])('when it has no %s', async (name) => {
    const sandbox = await withSandbox();
    const call = prepare(sandbox);
    const headers = call.headers.filter(([other]) => other !== name);
    // Without Host the HTTP server itself answers.
    const expected = name === 'host' ? 400 : 'MissingParameter';
    expect(await sendChanged(sandbox, { ...call, headers })).toBe(expected);
  });

  it('when a header that must be signed is not', async () => {
    const sandbox = await withSandbox();
    const call = prepare(sandbox);
    const headers = [...call.headers, ['x-acs-trace', 'unsigned'] as const];
    expect(await sendChanged(sandbox, { ...call, headers })).toBe('IncompleteSignature');
  });

  it('when a signed header is there twice', async () => {
    const sandbox = await withSandbox();
    const call = prepare(sandbox);
    const again = call.headers.find(([name]) => name === 'content-type') ?? ['', ''];
    const headers = [...call.headers, again];
    expect(await sendChanged(sandbox, { ...call, headers })).toBe('IncompleteSignature');
  });

  it.each<[string, (authorization: string) => string]>([
    ['has spaces after its commas', (text) => text.replaceAll(',', ', ')],
    ['is of another algorithm', (text) => text.replace('ACS3-HMAC-SHA256', 'ACS3-HMAC-SM3')],
    ['has no signature', (text) => text.replace(/,Signature=.*/, '')],
    [
      'has a signature in capitals',
      (text) => text.replace(/[0-9a-f]{64}$/, (hex) => hex.toUpperCase()),
    ],
    [
      'has its names in another order',
      (text) => text.replace('content-type;host', 'host;content-type'),
    ],
    [
      'signs a header that is not there',
      (text) => text.replace('x-acs-date', 'x-acs-d;x-acs-date'),
    ],
  ])('when the Authorization header %s', async (_what, change) => {
    const sandbox = await withSandbox();
    const call = prepare(sandbox);
    const headers = call.headers.map(
      ([name, value]) => [name, name === 'authorization' ? change(value) : value] as const,
    );
    expect(await sendChanged(sandbox, { ...call, headers })).toBe('IncompleteSignature');
  });

  it('when the digest that it announces is not that of its body', async () => {
    const sandbox = await withSandbox();
    const announcedDigest = '0'.repeat(64);
    expect(await outcomeOf(sandbox, { announcedDigest })).toBe('SignatureDoesNotMatch');
  });

  it('when its parameters stand in the query', async () => {
    const sandbox = await withSandbox();
    const call = prepare(sandbox);
    expect(await sendChanged(sandbox, { ...call, target: '/?ExportId=400185' })).toBe(
      'SignatureDoesNotMatch',
    );
  });

  it('when its method is another one', async () => {
    const sandbox = await withSandbox();
    expect(await sendChanged(sandbox, { ...prepare(sandbox), method: 'GET' })).toBe(
      'UnsupportedHTTPMethod',
    );
  });
});

/** 200, or the code of the refusal. */
async function outcomeOf(sandbox: TestSandbox, options: CallOptions): Promise<unknown> {
  const { status, elements } = await sandbox.call({ parameters, ...options });
  return status === 200 ? status : elements['Code'];
}
