import { describe, expect, it } from 'vitest';
import { startForwardProxy } from '../../helpers/forward-proxy.ts';
import { createHeldClock, createScaledClock } from '../../helpers/scaled-clock.ts';
import { tlsPair } from '../../helpers/tls-pair.ts';
import { findClosedPort, startServer } from '../../helpers/with-server.ts';
import { examine, inSandbox } from './examine.ts';

describe('doctor, checking the network', () => {
  it('stops at a host name that cannot be resolved', async () => {
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', 'siem-export.invalid']);
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok failed skipped skipped skipped skipped skipped');
      expect(found.checks['dns']?.Error?.Code).toMatch(/^(?:ENOTFOUND|EAI_AGAIN)$/);
      expect(found.checks['permission']?.SkippedBecause).toBe('dns');
      expect(found.en).toMatch(
        /✖ DNS .*siem-export\.invalid: the host name (?:does not exist|could not be resolved)/,
      );
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

  it('stops at an untrusted certificate, and names the variable to set', async () => {
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
  ])('stops at a proxy that refuses with HTTP %i', async (refuseWith, code) => {
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

  it('shows that the store is exempt from the proxy', async () => {
    const proxy = await startForwardProxy({ targetPort: 1, refuseWith: 403 });
    await inSandbox(undefined, async (bench) => {
      const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, no_proxy: '.aliyuncs.com' };
      const found = await examine(bench, ['--endpoint', 'siem.test'], { env });
      expect(found.en).toContain('*.oss-cn-hangzhou.aliyuncs.com direct');
    });
  });

  it('rejects an invalid proxy variable without showing its value', async () => {
    await inSandbox(undefined, async (bench) => {
      const env = { HTTPS_PROXY: 'socks5://me:proxy-password@127.0.0.1:1' };
      const found = await examine(bench, ['--endpoint', 'siem.test'], { env });
      expect(found.exitCode).toBe(2);
      expect(found.states).toBe('ok ok ok failed skipped skipped skipped skipped skipped skipped');
      expect(found.en).toContain('HTTPS_PROXY');
    });
  });

  it('gives up on an endpoint that never responds', async () => {
    const clock = createHeldClock(10);
    const server = await startServer(clock.release);
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', server.url], { clock });
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok ok ok ok failed skipped skipped');
      expect(found.checks['answer']?.Error?.Code).toBe('ETIMEDOUT');
    });
  });

  it('gives up on a signed request without a response', async () => {
    const clock = createHeldClock(10);
    const server = await startServer((request, response) => {
      if (request.method === 'GET') response.writeHead(400).end();
      else clock.release();
    });
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', server.url], { clock });
      expect(found.exitCode).toBe(6);
      expect(found.checks['permission']?.Error?.Code).toBe('ETIMEDOUT');
    });
  });

  it('fails if something else than the API responds', async () => {
    const server = await startServer((_, response) => response.end('<html>Log in</html>'));
    const wall = createScaledClock(1);
    // Short retry delays; the time limit of a step keeps its length, so a busy machine does not exceed it.
    const clock = {
      now: () => wall.now(),
      sleep: (ms: number, options?: Parameters<typeof wall.sleep>[1]) =>
        wall.sleep(ms < 5000 ? ms / 100 : ms, options),
    };
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', server.url], { clock });
      expect(found.exitCode).toBe(6);
      expect(found.checks['permission']?.Error?.Code).toBe('UnreadableAnswer');
    });
  });
});
