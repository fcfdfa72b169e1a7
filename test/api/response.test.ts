import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { acceptResponse } from '../../src/api/response.ts';
import { readResponse } from '../../src/api/response-elements.ts';
import { ApiError } from '../../src/api/api-error.ts';
import { createRedactor } from '../../src/base/redaction.ts';
import { SiemExportError } from '../../src/base/errors.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import {
  createTestClient,
  testCredentials,
  createTestCredentials,
} from '../helpers/api-test-client.ts';
import { failureOf } from '../helpers/failure-of.ts';
import { withSandbox } from '../helpers/run-cli.ts';
import { startServer, type Handler } from '../helpers/with-server.ts';

const signal = new AbortController().signal;
const request = { exportId: '200013', region: 'cn-hangzhou' };
const good: Handler = (_, response) => {
  response.end('{"RequestId":"R-2","Id":200013,"ExportStatus":"success","Progress":66}');
};
const body =
  (status: number, text: string | Buffer, headers: Record<string, string> = {}): Handler =>
  (_, response) => {
    response.writeHead(status, { 'x-acs-request-id': 'R-header', ...headers }).end(text);
  };

const badResponses: Readonly<Record<string, Handler>> = {
  'a page of a gateway': body(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }),
  'a page with status 200': body(200, '<!doctype html><title>Log in</title>'),
  'a page with status 403': body(403, '<html>Blocked</html>'),
  'an empty 500': body(500, ''),
  'an empty 200': body(200, ''),
  'half an object': body(200, '{"Id":200013,"ExportStatus":"succ'),
  'a list': body(200, '[{"Id":200013}]'),
  null: body(200, 'null'),
  'a string': body(200, '"success"'),
  'a number': body(200, '66'),
  'a redirect': body(302, '', { location: 'https://elsewhere.example/?token=hidden' }),
  'an object without a code': body(500, '{"RequestId":"R-1"}'),
  'a body of 16 MiB': body(200, Buffer.alloc(16 * 2 ** 20, '{"a":1,')),
  'compressed data, not requested': body(200, gzipSync('{"Id":200013}'), {
    'content-encoding': 'gzip',
  }),
  'an XML error': body(503, '<Error><Code>ServiceUnavailable</Code><Message>x</Message></Error>'),
  'binary data': body(200, Buffer.from([0xff, 0xfe, 0, 1, 2])),
  'brackets without end': body(200, '['.repeat(200_000)),
  'a broken connection': (_request, _response, raw) => raw.socket.destroy(),
  'half a body': (_, response) => {
    response.setHeader('content-length', 1000);
    response.write('{"Id":', () => response.destroy());
  },
};

describe('an invalid response', () => {
  it.each(Object.entries(badResponses))('(%s) is retried, twice in a row', async (_, handler) => {
    let count = 0;
    const server = await startServer((...given) => {
      (++count <= 2 ? handler : good)(...given);
    });
    const task = await createTestClient(server.url).getExportTask(request, { signal });
    expect(task).toMatchObject({ state: 'succeeded', exportId: '200013' });
    expect(count).toBe(3);
  });

  it.each([
    ['a page of a gateway', 502, 'a page instead of JSON (text/html)'],
    ['an empty 500', 500, 'an empty body'],
    ['a list', 200, 'a body that is not a JSON object'],
    ['a body of 16 MiB', 200, 'an oversized body'],
    ['an object without a code', 500, 'a JSON object without an error code'],
    ['compressed data, not requested', 200, 'a body in gzip, which is not supported'],
  ])('(%s) is an error with status and request id', async (name, status, says) => {
    const server = await startServer(badResponses[name] ?? good);
    const client = createTestClient(server.url);
    const call = client.createExportTask({ exportType: 'incident_list', region: 'x' }, { signal });
    const error = (await failureOf(call)) as SiemExportError;
    expect(error).toMatchObject({ status, exit: 'unavailable' });
    expect(error.requestId).toMatch(/^R-/);
    expect(error.message).toContain(says);
    expect(error.textIn('zh').message).toContain('任务可能已经创建；服务端返回 HTTP');
    expect(error.textIn('zh').message).not.toMatch(/the service|body/);
  });

  it('of any bytes is an ApiError or an object', () => {
    const facts = {
      kind: 'get' as const,
      ramAction: 'a:B',
      credentialSource: 'x',
      now: 0,
      redact: (text: string) => text,
    };
    const json = fc.json().map((text) => Buffer.from(text));
    const bytes = fc.oneof(
      fc.uint8Array().map((array) => Buffer.from(array)),
      json,
    );
    fc.assert(
      fc.property(bytes, fc.integer({ min: 100, max: 599 }), (given, status) => {
        try {
          const http = { status, headers: {}, body: given, isCut: false };
          expect(
            typeof acceptResponse(
              readResponse(http, (text) => text),
              facts,
            ),
          ).toBe('object');
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError);
        }
      }),
    );
  });
});

async function errorOf(status: number, elements: object): Promise<SiemExportError> {
  const credentials = { ...testCredentials, securityToken: 'CAISsecret+token/==' };
  const redactor = createRedactor();
  const server = await startServer(body(status, JSON.stringify(elements)));
  const provider = createTestCredentials(credentials);
  const client = createTestClient(server.url, { credentials: provider, redactor });
  const call = client.getExportTask(request, { signal });
  const error = (await failureOf(call)) as SiemExportError;
  expect(error).toBeInstanceOf(SiemExportError);
  const printed = inspect(error, { depth: 9, showHidden: true });
  for (const secret of [
    credentials.accessKeySecret,
    credentials.securityToken,
    encodeURIComponent(credentials.securityToken),
  ]) {
    expect(printed).not.toContain(secret);
  }
  return error;
}

describe('an error response', () => {
  it('names the missing RAM permission, the principal, and a policy that grants it', async () => {
    const error = await errorOf(403, {
      RequestId: 'R-1',
      Code: 'NoPermission',
      Message: 'You are not authorized.',
      AccessDeniedDetail: {
        AuthAction: 'yundun-sas:GetExportTask',
        AuthPrincipalType: 'SubUser',
        AuthPrincipalDisplayName: '201234567890',
      },
    });
    expect(error).toMatchObject({ exit: 'auth', code: 'NoPermission', requestId: 'R-1' });
    expect(error.message).toContain('yundun-sas:GetExportTask is missing for SubUser 201234567890');
    const statement = '{"Effect":"Allow","Action":"yundun-sas:GetExportTask","Resource":"*"}';
    expect(error.hint).toContain(statement);
    const chinese = error.textIn('zh');
    expect(chinese.message).toBe('SubUser 201234567890 缺少 RAM 权限 yundun-sas:GetExportTask');
    expect(chinese.hint).toContain(statement);
    expect(chinese.hint).toContain('凭证来自the test。');
  });

  it('prints its code once', async () => {
    const faults = [{ on: 'GetExportTask', answer: { code: 'NoPermission', status: 403 } }];
    await withSandbox(parseScenario({ faults }, 'test'), async ({ run }) => {
      const { exitCode, stderr } = await run(['status', '200013']);
      expect(exitCode).toBe(4);
      expect(stderr.match(/NoPermission/g)).toHaveLength(1);
    });
  });

  it('names the called action if the service names no action', async () => {
    const error = await errorOf(403, { Code: 'Forbidden.RAM', Message: '' });
    expect(error.message).toContain('yundun-sas:GetExportTask');
  });

  it('never shows what a SignatureDoesNotMatch echoes, and says where the credentials come from', async () => {
    const error = await errorOf(400, {
      Code: 'SignatureDoesNotMatch',
      Message:
        'Specified signature does not match; server string to sign is: POST\n/\n\nx-acs-security-token:CAISsecret+token/==\n',
    });
    expect(inspect(error)).not.toContain('x-acs-security-token');
    expect(error.hint).toContain('The credentials come from the test.');
  });

  it('removes secrets and control characters from the message', async () => {
    const error = await errorOf(400, {
      Code: 'IllegalParameter\u001b[31m',
      Message:
        'Lang \u001b[2J\u202e CAISsecret+token/== CAISsecret%2Btoken%2F%3D%3D TestSecretKey/0000000000000001',
    });
    expect(error.message).toContain('Lang ?[2J?');
    expect(error.message).not.toContain('\u001b');
    expect(error.code).not.toContain('\u001b');
  });

  it('is recognized with status 200, and with names in lower camel case', async () => {
    expect(await errorOf(200, { Code: 'OrderExpired', RequestId: 'R-1' })).toMatchObject({
      code: 'OrderExpired',
      exit: 'auth',
    });
    expect(
      await errorOf(400, { code: 'IllegalParameter', message: 'Lang', requestId: 'r-1' }),
    ).toMatchObject({ code: 'IllegalParameter', requestId: 'r-1', exit: 'usage' });
  });

  it('for an unknown task names the other region', async () => {
    const error = await errorOf(400, { Code: 'InvalidExportId', Message: 'The id is wrong.' });
    expect(error).toMatchObject({ exit: 'not-found', code: 'InvalidExportId' });
    expect(error.hint).toContain('--region ap-southeast-1');
    expect(error.hint).not.toContain('--region cn-hangzhou');
  });

  it('truncates a long message', async () => {
    const error = await errorOf(400, { Code: 'IllegalParameter', Message: 'x'.repeat(100_000) });
    expect(error.message.length).toBeLessThan(600);
  });
});
