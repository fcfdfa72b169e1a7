import { describe, expect, it, onTestFinished } from 'vitest';
import { resolveEndpoint } from '../../src/api/endpoints.ts';
import { inactiveKey, expiredSessionKey, sessionKey, standardKey } from '../../src/sandbox/keys.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { createTestClient, createTestCredentials } from '../helpers/api-test-client.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';

const signal = new AbortController().signal;
const region = 'cn-hangzhou';

/** A sandbox and a client that share a clock. */
async function start(scenario: object = {}, key = standardKey) {
  const clock = createScaledClock(1000);
  const sandbox = await startSandbox({ clock, scenario: parseScenario(scenario, 'test') });
  onTestFinished(() => sandbox.close());
  const client = createTestClient(sandbox.endpoint, {
    credentials: createTestCredentials(key),
    context: { env: {}, clock, random: Math.random },
  });
  return { sandbox, client };
}

describe('the client with the sandbox', () => {
  it.each([
    ['a standard key', standardKey],
    ['the key of a session', sessionKey],
  ])('gets the documented example with %s', async (_, key) => {
    const { client } = await start({}, key);
    const task = await client.getExportTask({ exportId: '400185', region, lang: 'en' }, { signal });
    expect(task).toMatchObject({ exportId: '400185', state: 'succeeded', progress: 66 });
    expect(task.link).toContain('http://127.0.0.1');
  });

  it('creates a task and polls it to its end', async () => {
    const { client } = await start();
    const parameter = '{"IncidentName":"告警 & 😀"}';
    const created = await client.createExportTask(
      { exportType: 'incident_list', parameter, region },
      { signal },
    );
    const states = new Set<string>();
    for (let polls = 0; polls < 500 && !states.has('succeeded'); polls++) {
      const task = await client.getExportTask({ exportId: created.exportId, region }, { signal });
      states.add(task.state);
    }
    expect([...states].at(-1)).toBe('succeeded');
  });

  it.each([
    ['InvalidAccessKeyId.Inactive', inactiveKey],
    ['InvalidSecurityToken.Expired', expiredSessionKey],
    ['InvalidAccessKeyId.NotFound', { ...standardKey, accessKeyId: 'nobody' }],
    ['SignatureDoesNotMatch', { ...standardKey, accessKeySecret: 'another secret' }],
  ])('is refused with %s', async (code, key) => {
    const { client, sandbox } = await start({}, key);
    const call = client.getExportTask({ exportId: '400185', region }, { signal });
    await expect(call).rejects.toMatchObject({ code, exit: 'auth', retryable: false });
    expect(sandbox.requests).toHaveLength(1);
  });

  it('reports that a task does not exist', async () => {
    const { client } = await start();
    const call = client.getExportTask({ exportId: '999', region }, { signal });
    await expect(call).rejects.toMatchObject({ exit: 'not-found' });
  });

  it.each([20 * 60_000, -20 * 60_000])(
    'corrects a clock that is %i ms off',
    async (clockOffsetMs) => {
      const { client, sandbox } = await start({ clockOffsetMs });
      await client.getExportTask({ exportId: '400185', region }, { signal });
      await client.getExportTask({ exportId: '400185', region }, { signal });
      expect(sandbox.requests).toHaveLength(3);
    },
  );

  it('accepts loopback links from a loopback endpoint', async () => {
    const { sandbox } = await start();
    const { isLoopback } = resolveEndpoint({ region, vpc: false, endpoint: sandbox.endpoint });
    expect(isLoopback).toBe(true);
  });
});
