import { describe, expect, it } from 'vitest';
import { createRequestLog, describeRequest } from '../../src/sandbox/request-log.ts';

describe('the log of requests', () => {
  it('keeps the last thousand', () => {
    const log = createRequestLog();
    for (let number = 1; number <= 1005; number++) log.add(requestTo(`/${number}`));
    expect(log.requests.length).toBe(1000);
    expect([log.requests[0]?.target, log.requests[999]?.target]).toEqual(['/6', '/1005']);
  });

  it('gets the status of a response later', () => {
    const log = createRequestLog();
    const { recorded, noteStatus } = log.add(requestTo('/export_file/1/a.xlsx?Signature=secret'));
    expect(describeRequest(recorded)).toEqual({
      time: '2026-11-24T00:00:00.000Z',
      action: 'GetObject',
      parameters: { Key: 'export_file/1/a.xlsx', Range: 'bytes=5-' },
      status: null,
    });
    noteStatus(206);
    expect(log.requests.map(describeRequest)).toMatchObject([{ status: 206 }]);
  });
});

function requestTo(target: string) {
  return {
    side: 'store' as const,
    arrivedAt: Date.UTC(2026, 10, 24),
    method: 'GET',
    target,
    headers: [['Range', 'bytes=5-']] as const,
    body: Buffer.alloc(0),
  };
}
