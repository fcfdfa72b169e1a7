import { describe, expect, it } from 'vitest';
import { apiCodes } from '../../src/api/codes.ts';
import { classifyError, explainCode } from '../../src/api/error-codes/classify-error.ts';
import type { ExitName } from '../../src/base/exit-codes.ts';
import { createTestClient } from '../helpers/api-test-client.ts';
import { startServer } from '../helpers/with-server.ts';

/** Every code of the API's documentation: exit code, and how often Get and Create are sent when it is answered once. */
const documented: readonly (readonly [string, number, ExitName, number, number])[] = [
  ['Throttling', 400, 'unavailable', 2, 2],
  ['Throttling.User', 429, 'unavailable', 2, 2],
  ['Throttling.Api', 503, 'unavailable', 2, 2],
  ['RequestThrottlingByUser', 400, 'unavailable', 2, 2],
  ['ServiceUnavailable', 503, 'unavailable', 2, 2],
  ['InternalError', 500, 'unavailable', 2, 1],
  ['InternalError.Backend', 400, 'unavailable', 2, 1],
  ['SomethingNew', 502, 'unavailable', 2, 1],
  ['SomethingNew', 400, 'unavailable', 1, 1],
  ['InvalidTimeStamp.Expired', 400, 'auth', 2, 2],
  ['SignatureNonceUsed', 400, 'unavailable', 2, 1],
  ['SignatureDoesNotMatch', 400, 'auth', 1, 1],
  ['SignatureDoesNotMatch', 403, 'auth', 1, 1],
  ['IncompleteSignature', 400, 'auth', 1, 1],
  ['InvalidAccessKeyId', 400, 'auth', 1, 1],
  ['InvalidAccessKeyId.NotFound', 404, 'auth', 1, 1],
  ['InvalidAccessKeyId.Inactive', 400, 'auth', 1, 1],
  ['MissingSecurityToken', 400, 'auth', 1, 1],
  ['InvalidSecurityToken.Expired', 400, 'auth', 1, 1],
  ['InvalidSecurityToken.Malformed', 400, 'auth', 1, 1],
  ['InvalidSecurityToken.MismatchWithAccessKey', 400, 'auth', 1, 1],
  ['NoPermission', 403, 'auth', 1, 1],
  ['Forbidden', 403, 'auth', 1, 1],
  ['Forbidden.RAM', 403, 'auth', 1, 1],
  ['Forbidden.UserDenied.RdAccount', 403, 'auth', 1, 1],
  ['OrderExpired', 403, 'auth', 1, 1],
  ['AssumeRoleError', 400, 'auth', 1, 1],
  ['IllegalParameter', 400, 'usage', 1, 1],
  ['InvalidParameter', 400, 'usage', 1, 1],
  ['MissingExportTaskType', 400, 'usage', 1, 1],
  ['IdempotentParameterMismatch', 400, 'usage', 1, 1],
  ['InvalidAction.NotFound', 404, 'usage', 1, 1],
  ['InvalidApi.NotFound', 404, 'usage', 1, 1],
  ['InvalidProduct.NotFound', 404, 'usage', 1, 1],
];

describe('a code that the API returns', () => {
  it.each(documented)(
    '%s with HTTP %i: exit %s, Get sent %i times, Create %i times',
    async (...row) => {
      const [code, status, exit, gets, creates] = row;
      const counts = { GetExportTask: 0, CreateExportTask: 0 };
      const server = await startServer((request, response) => {
        const action = request.headers['x-acs-action'] as keyof typeof counts;
        counts[action] += 1;
        if (counts[action] === 1) {
          response.statusCode = status;
          response.end(JSON.stringify({ RequestId: 'R-1', Code: code, Message: 'said so' }));
        } else {
          response.end(JSON.stringify({ RequestId: 'R-2', Id: 1, ExportStatus: 'exporting' }));
        }
      });
      const client = createTestClient(server.url);
      const region = 'cn-hangzhou';
      const { signal } = new AbortController();
      const outcomes = await Promise.allSettled([
        client.getExportTask({ exportId: '1', region }, { signal }),
        client.createExportTask({ exportType: 'incident_list', region }, { signal }),
      ]);
      expect(counts).toEqual({ GetExportTask: gets, CreateExportTask: creates });
      for (const [index, outcome] of outcomes.entries()) {
        if ((index === 0 ? gets : creates) === 2) expect(outcome.status).toBe('fulfilled');
        else {
          expect(outcome).toMatchObject({
            reason: { code, exit, status, requestId: 'R-1', hint: expect.any(String) as string },
          });
        }
      }
    },
  );
});

describe('the table', () => {
  const codes = [...new Set(documented.map(([code]) => code))].filter(
    (code) => code !== 'SomethingNew',
  );

  it('contains only entries that match one of the codes above', () => {
    const ours = ['UnreadableAnswer', 'CreateAnswerLost', 'TaskNotFound'];
    const lines = new Set([...codes, ...ours].map(explainCode));
    expect(Object.values(apiCodes).filter((line) => !lines.has(line))).toEqual([]);
  });

  it.each(codes)('classifies %s the same with every status', (code) => {
    const statuses = [200, 400, 401, 403, 404, 409, 429, 500, 502, 503, 504];
    const lines = statuses.map((status) => classifyError({ code, message: '', status }));
    expect(new Set(lines)).toEqual(new Set([explainCode(code)]));
  });

  it.each(codes)('explains %s in English and Chinese', (code) => {
    const entry = explainCode(code);
    for (const text of [entry?.cause, entry?.advice]) {
      expect(text?.en).toMatch(/^[\x20-\x7e]+$/);
      expect(text?.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it.each(['UnreadableAnswer', 'CreateAnswerLost', 'TaskNotFound'])(
    'explains %s, a code of the tool',
    (code) => {
      expect(explainCode(code)).toBeDefined();
    },
  );

  it('does not know undocumented codes', () => {
    expect(explainCode('SomethingNew')).toBeUndefined();
    expect(explainCode('')).toBeUndefined();
  });
});

describe('a refused export id', () => {
  it.each([
    ['InvalidParameter', 'The specified ExportId is invalid.', 400],
    ['InvalidExportId', '', 400],
    ['IllegalParameter.ExportId', '', 400],
    ['ExportTaskNotFound', '', 404],
    ['Task.NotExist', '', 400],
    ['EntityNotExist', '', 404],
    ['NotFound', '', 404],
    ['SomethingNew', 'The export task does not exist.', 400],
    ['SomethingNew', '任务不存在', 400],
  ])('is recognised in %s: %s', (code, message, status) => {
    expect(classifyError({ code, message, status })).toMatchObject({
      exit: 'not-found',
      get: 'no',
    });
  });

  it.each([
    ['InternalError', 'cannot read ExportId', 500, 'unavailable'],
    ['SomethingNew', 'cannot read ExportId', 500, 'unavailable'],
    ['NoPermission', 'ExportId', 403, 'auth'],
    ['InvalidAccessKeyId.NotFound', '', 404, 'auth'],
    ['IllegalParameter', 'Lang', 400, 'usage'],
  ])('is not what %s (%s) is about', (code, message, status, exit) => {
    expect(classifyError({ code, message, status }).exit).toBe(exit);
  });
});
