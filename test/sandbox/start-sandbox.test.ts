import { afterEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { call, send } from './api-client.ts';

const clock = createScaledClock(1000);
let sandbox: Sandbox;
afterEach(() => sandbox.close());

describe('startSandbox', () => {
  it('takes a task from its first question to its file', async () => {
    sandbox = await startSandbox({ clock });
    const ask = () => call(sandbox, { date: clock.now(), parameters: { ExportId: '200013' } });
    const first = await ask();
    expect(first.elements).toMatchObject({ Id: 200013, ExportStatus: 'exporting' });
    await clock.sleep(8000);
    const { elements } = await ask();
    expect(elements).toMatchObject({ ExportStatus: 'success', Progress: 100 });
    const { origin, host, pathname, search } = new URL(String(elements['Link']));
    expect(origin).toBe(sandbox.endpoint);
    const file = await send(origin, { target: pathname + search, headers: [['host', host]] });
    expect(file.status).toBe(200);
    expect(file.body.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  });
});
