import { describe, expect, it } from 'vitest';
import { watchTask, type WatchedTask } from '../../src/library/watch-task.ts';
import { startService } from './start-service.ts';

describe('watchExportTask', () => {
  it('yields each state once, and the final one last', async () => {
    const { system } = await startService({ tasks: [{ id: 200013, durationMs: 60_000 }] });
    const states: WatchedTask[] = [];
    for await (const task of watchTask('200013', { maxIntervalMs: 5000 }, system))
      states.push(task);
    const told = states.map(({ status, progress }) => `${status ?? ''} ${String(progress)}`);
    expect(new Set(told).size).toBe(told.length);
    expect(states[0]?.poll).toBe(1);
    expect(states.at(-1)?.state).toBe('succeeded');
    expect(states.slice(0, -1).every(({ state }) => state === 'running')).toBe(true);
    expect(states.some(({ estimatedEndAt }) => estimatedEndAt instanceof Date)).toBe(true);
  });

  it('ends with a failed state', async () => {
    const { system } = await startService({
      tasks: [{ id: 200013, durationMs: 1000, finalStatus: 'failed' }],
    });
    const states: string[] = [];
    for await (const { state } of watchTask('200013', {}, system)) states.push(state);
    expect(states.at(-1)).toBe('failed');
  });

  it('stops polling when the loop is left', async () => {
    const { sandbox, system } = await startService({ tasks: [{ id: 200013, stallAtProgress: 9 }] });
    for await (const { state } of watchTask('200013', { intervalMs: 200 }, system)) {
      expect(state).toBe('running');
      break;
    }
    const asked = sandbox.requests.length;
    await system.clock.sleep(2000);
    expect(sandbox.requests.length).toBe(asked);
  });

  it('throws a timeout, an error of the service, and the reason of the signal', async () => {
    const { system } = await startService({ tasks: [{ id: 200013, stallAtProgress: 9 }] });
    const drain = async (id: string, options: object): Promise<void> => {
      for await (const task of watchTask(id, { intervalMs: 500, ...options }, system)) {
        expect(task.state).toBe('running');
      }
    };
    await expect(drain('200013', { timeoutMs: 3000 })).rejects.toMatchObject({ code: 'TimedOut' });
    await expect(drain('1', {})).rejects.toMatchObject({ exit: 'not-found' });
    const controller = new AbortController();
    const reason = new Error('no longer needed');
    const draining = drain('200013', { signal: controller.signal });
    controller.abort(reason);
    await expect(draining).rejects.toBe(reason);
  });

  it('keeps states until the reader is ready', async () => {
    const { system } = await startService();
    const states: string[] = [];
    for await (const { state } of watchTask('200013', { intervalMs: 500 }, system)) {
      states.push(state);
      await system.clock.sleep(3000);
    }
    expect(states.length).toBeGreaterThan(1);
    expect(states.at(-1)).toBe('succeeded');
  });
});
