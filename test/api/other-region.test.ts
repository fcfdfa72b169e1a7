import { describe, expect, it } from 'vitest';
import { createTestClient } from '../helpers/api-test-client.ts';
import { failureOf } from '../helpers/failure-of.ts';
import { startServer } from '../helpers/with-server.ts';

const { signal } = new AbortController();

describe('a task that is not found', () => {
  it.each([
    ['cn-hangzhou', 'ap-southeast-1', '{"RequestId":"R-1","Code":"Task.NotExist","Message":"M"}'],
    ['ap-southeast-1', 'cn-hangzhou', '{"RequestId":"R-1","Code":"Task.NotExist","Message":"M"}'],
    ['cn-hangzhou', 'ap-southeast-1', '{"RequestId":"R-1"}'],
  ])(
    'in %s may be in another region: the error names only --region %s',
    async (region, other, answer) => {
      const server = await startServer((_, response) => response.end(answer));
      const client = createTestClient(server.url);
      const error = await failureOf(client.getExportTask({ exportId: '1', region }, { signal }));
      expect(error).toMatchObject({ exit: 'not-found', requestId: 'R-1' });
      const { textIn } = error as { textIn: (language: 'en' | 'zh') => { hint: string } };
      for (const language of ['en', 'zh'] as const) {
        const { hint } = textIn.call(error, language);
        expect(hint).toContain(`--region ${other}`);
        expect(hint).not.toContain(`--region ${region}`);
      }
    },
  );

  it('is the only error with that hint', async () => {
    const server = await startServer((_, response) => response.end('{"Code":"NoPermission"}'));
    const client = createTestClient(server.url);
    const request = client.getExportTask({ exportId: '1', region: 'cn-hangzhou' }, { signal });
    await expect(request).rejects.toMatchObject({
      hint: expect.not.stringContaining('--region') as string,
    });
  });
});
