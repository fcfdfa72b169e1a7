import { describe, expect, it } from 'vitest';
import { buildResult, createEvents, download } from './build-events.ts';
import { startBars } from './start-bars.ts';

describe('the line of a file', () => {
  it.each([
    [40, '200013  ↓ 12.4 MB of 48.2 MB  6.2 MB/s'],
    [60, '200013  ↓ 12.4 MB of 48.2 MB  6.2 MB/s  about 0:06 left'],
    [
      140,
      '200013  ↓ 12.4 MB of 48.2 MB  6.2 MB/s  about 0:06 left  告警事件导出😀_1193842352994186.xlsx',
    ],
  ])('stands under the bar during a download, at %i columns', async (columns, expected) => {
    const { screen, reporter, clock } = await startBars(columns);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { status: 'success' }));
    const path = '/tmp/告警事件导出😀_1193842352994186.xlsx';
    reporter.event(
      events.transfer(0, { type: 'started', path, totalBytes: 48_200_000, resumedFrom: 0 }),
    );
    reporter.event(
      events.transfer(2000, {
        type: 'progress',
        receivedBytes: 12_400_000,
        totalBytes: 48_200_000,
      }),
    );
    clock.set(2000);
    const rows = await screen.waitFor(([, row = '']) => row.includes('6.2 MB/s'));
    expect(rows[1]).toBe(expected);
    expect(rows[0]).toContain('█');
    expect(await screen.hasWrappedRows()).toBe(false);
  });

  it('stands alone where nobody waited for the task', async () => {
    const { screen, reporter } = await startBars(90);
    const events = createEvents('200013');
    reporter.event(events.started());
    const path = '/tmp/x.xlsx';
    reporter.event(
      events.transfer(0, { type: 'started', path, totalBytes: 48_200_000, resumedFrom: 0 }),
    );
    const rows = await screen.waitFor((shown) => shown.some((row) => row.includes('↓')));
    expect(rows).toEqual(['200013  ↓     0 B of 48.2 MB  x.xlsx']);
  });

  it('gives way to what stays: the mark, the name, the size, the proof, the time', async () => {
    const { screen, reporter } = await startBars(90);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { status: 'success' }));
    reporter.event(
      events.transfer(0, { type: 'started', path: null, totalBytes: null, resumedFrom: 0 }),
    );
    await screen.waitFor((rows) => rows.length === 2);
    reporter.result(buildResult({ download }));
    reporter.close();
    expect(await screen.rows()).toEqual([
      '✔ 200013  event_1193842352994186_1734488800.xlsx  48.2 MB  verified (crc64)  in 1:09',
    ]);
    expect(await screen.isCursorVisible()).toBe(true);
  });
});
