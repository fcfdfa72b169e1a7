import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { toNetworkError } from '../../src/network/network-error.ts';

const place = {
  url: new URL('https://host.example:8443/path?token=hidden'),
  phase: 'before-sending' as const,
};

function fail(code: string, message = 'it failed'): Error {
  return Object.assign(new Error(message), { code });
}

describe('a network error', () => {
  it.each([
    ['EAI_AGAIN', 'the host name could not be resolved'],
    ['ECONNREFUSED', 'the connection was refused'],
    ['ECONNRESET', 'closed before the response was complete'],
    ['ETIMEDOUT', 'no response arrived in time'],
    ['EHOSTUNREACH', 'cannot be reached'],
    ['HPE_INVALID_CONSTANT', 'the response is not HTTP'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'the TLS connection failed'],
    ['EPROTO', 'the TLS connection failed'],
    ['ESOMETHING', 'the request failed'],
  ])('of %s says "%s", names the host and may be tried again', (code, says) => {
    const error = toNetworkError(fail(code), place);
    expect(error).toMatchObject({ code, exit: 'unavailable', retryable: true });
    expect(error.message).toContain(says);
    expect(error.message).toMatch(/^host\.example:8443: /);
    expect(error.message).not.toContain('hidden');
  });

  it.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ])('of %s names NODE_EXTRA_CA_CERTS, and is not worth a retry', (code) => {
    const error = toNetworkError(fail(code), place);
    expect(error.hint).toContain('NODE_EXTRA_CA_CERTS');
    expect(error.retryable).toBe(false);
  });

  it.each(['ENOTFOUND', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    'of %s has a hint of its own, and is not worth a retry',
    (code) => {
      const error = toNetworkError(fail(code), place);
      expect(error.hint).not.toContain('NODE_EXTRA_CA_CERTS');
      expect(error.retryable).toBe(false);
    },
  );

  it.each([
    ['EAI_AGAIN', '域名无法解析', 'DNS'],
    ['SELF_SIGNED_CERT_IN_CHAIN', '服务器证书不受信任', 'NODE_EXTRA_CA_CERTS'],
    ['ESOMETHING', '请求失败', 'siem-export doctor'],
  ])('of %s speaks Chinese, too: %s', (code, says, hint) => {
    const proxied = toNetworkError(fail(code), { ...place, proxy: 'http://proxy:3128' });
    const chinese = proxied.textIn('zh');
    expect(chinese.message).toBe(`host.example:8443（经代理 http://proxy:3128）：${says}`);
    expect(chinese.hint).toContain(hint);
    expect(toNetworkError(fail(code), place).textIn('zh').message).toBe(
      `host.example:8443：${says}`,
    );
  });

  it('takes the code of a cause, and keeps no other property of the error', () => {
    const got = Object.assign(new Error('', { cause: fail('ECONNREFUSED') }), {
      options: { headers: { authorization: 'hidden' } },
    });
    const error = toNetworkError(got, { ...place, proxy: 'http://proxy:3128' });
    expect(error.code).toBe('ECONNREFUSED');
    expect(error.message).toContain('through the proxy http://proxy:3128');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hidden');
  });

  it('removes secrets and control characters from the cause', () => {
    const error = toNetworkError(
      fail('EX', 'GET https://u:hidden@h/?q=hidden \u001b[2J failed'),
      place,
    );
    expect(inspect(error)).not.toContain('hidden');
    expect(inspect(error)).not.toContain('\u001b[2J');
  });

  it('returns a SiemExportError unchanged, and converts anything else that was thrown', () => {
    const ours = new UsageError('no');
    expect(toNetworkError(ours, place)).toBe(ours);
    expect(toNetworkError('oops', place)).toMatchObject({ code: 'ERR_NETWORK' });
    expect(toNetworkError(undefined, place)).toMatchObject({ code: 'ERR_NETWORK' });
  });
});
