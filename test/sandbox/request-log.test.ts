import { describe, expect, it } from 'vitest';
import { createRequestLog } from '../../src/sandbox/request-log.ts';

describe('the log of requests', () => {
  it('keeps the last thousand', () => {
    const log = createRequestLog();
    for (let number = 1; number <= 1005; number++) log.add('api', requestTo(`/${number}`));
    expect(log.requests.length).toBe(1000);
    expect([log.requests[0]?.target, log.requests[999]?.target]).toEqual(['/6', '/1005']);
  });

  it('learns the status of an answer later', () => {
    const log = createRequestLog();
    const noteStatus = log.add('store', requestTo('/export_file/1/a.xlsx'));
    expect(log.requests[0]).toMatchObject({ side: 'store', method: 'GET', status: undefined });
    noteStatus(206);
    expect(log.requests[0]?.status).toBe(206);
  });
});

function requestTo(target: string) {
  return { method: 'GET', target, headers: [], body: Buffer.alloc(0) };
}
