import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startForwardProxy } from '../../helpers/forward-proxy.ts';
import { createScaledClock } from '../../helpers/scaled-clock.ts';
import { tlsPair } from '../../helpers/tls-pair.ts';
import { findClosedPort, listen, startServer } from '../../helpers/with-server.ts';
import { examine, inSandbox } from './examine.ts';

describe('the doctor, looking at the network', () => {
  it('stops at a name that cannot be resolved', async () => {
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', 'siem-export.invalid']);
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok failed skipped skipped skipped skipped skipped');
      expect(found.checks['dns']?.Error?.Code).toMatch(/^(?:ENOTFOUND|EAI_AGAIN)$/);
      expect(found.checks['permission']?.SkippedBecause).toBe('dns');
      expect(found.en).toMatch(/✖ DNS .*siem-export\.invalid: the host name could not be resolved/);
    });
  });

  it('stops at a port that refuses connections', async () => {
    const port = await findClosedPort();
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', `http://127.0.0.1:${port}`]);
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok ok failed skipped skipped skipped skipped');
      expect(found.checks['tcp']?.Error?.Code).toBe('ECONNREFUSED');
    });
  });

  it('stops at a certificate that nobody trusts, and names the variable that helps', async () => {
    const server = await startServer((_, response) => response.end(), tlsPair);
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', server.url]);
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok ok ok failed skipped skipped skipped');
      expect(found.checks['tls']?.Error?.Code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
      expect(found.en).toContain('NODE_EXTRA_CA_CERTS');
      expect(found.zh).toContain('NODE_EXTRA_CA_CERTS');
    });
  });

  it.each([
    [403, 'ProxyRefused'],
    [407, 'ProxyAuthenticationRequired'],
  ])('stops at a proxy that refuses with %i', async (refuseWith, code) => {
    const proxy = await startForwardProxy({ targetPort: 1, refuseWith });
    await inSandbox(undefined, async (bench) => {
      const env = { HTTPS_PROXY: `http://me:proxy-password@127.0.0.1:${proxy.port}` };
      const found = await examine(bench, ['--endpoint', 'siem.test'], { env });
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok ok ok failed skipped skipped skipped');
      expect(found.checks['tls']?.Error?.Code).toBe(code);
      const shown = `http://127.0.0.1:${proxy.port}`;
      expect(found.checks['proxy']?.Facts).toEqual({
        Routes: [
          { Host: 'siem.test', Proxy: shown },
          { Host: '*.oss-cn-hangzhou.aliyuncs.com', Proxy: shown },
        ],
      });
      expect(found.en).toContain(`siem.test through ${shown}`);
    });
  });

  it('tells that the store is exempt from the proxy', async () => {
    const proxy = await startForwardProxy({ targetPort: 1, refuseWith: 403 });
    await inSandbox(undefined, async (bench) => {
      const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, no_proxy: '.aliyuncs.com' };
      const found = await examine(bench, ['--endpoint', 'siem.test'], { env });
      expect(found.en).toContain('*.oss-cn-hangzhou.aliyuncs.com direct');
    });
  });

  it('refuses a proxy variable that cannot be used, without its value', async () => {
    await inSandbox(undefined, async (bench) => {
      const env = { HTTPS_PROXY: 'socks5://me:proxy-password@127.0.0.1:1' };
      const found = await examine(bench, ['--endpoint', 'siem.test'], { env });
      expect(found.exitCode).toBe(2);
      expect(found.states).toBe('ok ok ok failed skipped skipped skipped skipped skipped skipped');
      expect(found.en).toContain('HTTPS_PROXY');
    });
  });

  it('does not wait for ever for an endpoint that never answers', async () => {
    const port = await listen(createServer());
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', `http://127.0.0.1:${port}`], {
        clock: createScaledClock(10),
      });
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok ok ok ok failed skipped skipped');
      expect(found.checks['answer']?.Error?.Code).toBe('ETIMEDOUT');
    });
  });

  it('does not wait for ever for a signed request that is never answered', async () => {
    const server = await startServer((request, response) => {
      if (request.method === 'GET') response.writeHead(400).end();
    });
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', server.url], {
        clock: createScaledClock(10),
      });
      expect(found.exitCode).toBe(6);
      expect(found.checks['permission']?.Error?.Code).toBe('ETIMEDOUT');
    });
  });

  it('fails where something else than the API answers', async () => {
    const server = await startServer((_, response) => response.end('<html>Log in</html>'));
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', server.url], {
        clock: createScaledClock(10),
      });
      expect(found.exitCode).toBe(6);
      expect(found.checks['permission']?.Error?.Code).toBe('UnreadableAnswer');
    });
  });
});
