import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCanonicalRequest } from '../../src/signing/canonical-request.ts';
import { createSignature } from '../../src/signing/signature.ts';
import { formatStringToSign } from '../../src/signing/string-to-sign.ts';
import {
  createTestClient,
  createTestCredentials,
  testCredentials,
} from '../helpers/api-test-client.ts';
import { callAsVendor } from '../helpers/vendor-call.ts';
import { startServer, type ReceivedRequest } from '../helpers/with-server.ts';

const signal = new AbortController().signal;

/** New in every request, and what follows from them. */
const changing = ['x-acs-date', 'x-acs-signature-nonce', 'authorization'];
/** What the API does not need, what any client says of itself, and how the body's end is marked. */
const optional = [
  'x-acs-accesskey-id',
  'x-acs-credentials-provider',
  'user-agent',
  'connection',
  'accept-encoding',
  'content-length',
  'transfer-encoding',
];

const sessionCredentials = {
  ...testCredentials,
  securityToken: 'CAISgolden/with+slash==&and=chars',
};
const awkward = `{"IncidentName":"告警 é 😀 + & = % ' ( ) * ~ !"}`;

interface Recorder {
  /** The one request that `send` makes. */
  readonly record: (send: (url: string) => Promise<unknown>) => Promise<ReceivedRequest>;
}

/** One server for both: `host` is compared, too. */
async function startRecorder(): Promise<Recorder> {
  const server = await startServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"Id":1,"ExportStatus":"success","RequestId":"R"}');
  });
  return {
    async record(send) {
      const before = server.received.length;
      await send(server.url);
      expect(server.received).toHaveLength(before + 1);
      return server.received[before] ?? expect.unreachable();
    },
  };
}

function stableHeaders({ headers }: ReceivedRequest): Record<string, string> {
  const left = Object.entries(headers).filter(
    ([name]) => !changing.includes(name) && !optional.includes(name),
  );
  return Object.fromEntries(left);
}

/** The signature over what arrived, by the rules that the vectors prove. */
function signatureOf({ headers, body, url, method }: ReceivedRequest): string {
  const signed =
    /SignedHeaders=([^,]+)/.exec(headers['authorization'] ?? '')?.[1]?.split(';') ?? [];
  const canonical = formatCanonicalRequest({
    method,
    url: new URL(url, 'http://any.example'),
    headers: Object.fromEntries(signed.map((name) => [name, headers[name] ?? ''])),
    body,
  });
  return createSignature(testCredentials.accessKeySecret, formatStringToSign(canonical));
}

/** All of a request but what is new in each, and what a client may leave out. */
function expectSame(ours: ReceivedRequest, theirs: ReceivedRequest): void {
  const essence = (request: ReceivedRequest) => ({
    method: request.method,
    url: request.url,
    body: request.body,
    headers: stableHeaders(request),
    changing: changing.filter((name) => name in request.headers),
  });
  expect(essence(ours)).toEqual(essence(theirs));
  for (const each of [ours, theirs]) {
    expect(each.headers['authorization']).toContain(`Signature=${signatureOf(each)}`);
    expect(each.headers['x-acs-date']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(each.headers['x-acs-signature-nonce']).toMatch(/^[\da-f]{32,64}$/);
  }
}

/** The parameters as the API has them, and as this client is asked for the same. */
const gets = (
  [
    { ExportId: 200013, RegionId: 'cn-hangzhou' },
    { ExportId: 200013, Lang: 'zh', RegionId: 'cn-hangzhou', RoleFor: 113091674488 },
    { ExportId: 1, Lang: 'en', RegionId: 'ap-southeast-1' },
    { RegionId: 'cn-hangzhou' },
  ] satisfies readonly GetParameters[] as readonly GetParameters[]
).flatMap((parameters) => [
  { credentials: testCredentials, parameters },
  { credentials: sessionCredentials, parameters },
]);

interface GetParameters {
  readonly ExportId?: number;
  readonly Lang?: 'zh' | 'en';
  readonly RegionId: string;
  readonly RoleFor?: number;
}

describe("what this client and the vendor's send", () => {
  it.each(gets)(
    'differs only in optional headers: GetExportTask, %j',
    async ({ credentials, parameters }) => {
      const { record } = await startRecorder();
      const { ExportId, Lang, RegionId, RoleFor } = parameters;
      const theirs = await record((url) =>
        callAsVendor(url, { action: 'GetExportTask', body: parameters, credentials }),
      );
      const ours = await record((url) =>
        createTestClient(url, { credentials: createTestCredentials(credentials) }).getExportTask(
          {
            exportId: ExportId?.toString(),
            lang: Lang,
            region: RegionId,
            roleFor: RoleFor?.toString(),
          },
          { signal },
        ),
      );
      expectSame(ours, theirs);
    },
  );

  it('differs only in optional headers: CreateExportTask with any filter', async () => {
    const { record } = await startRecorder();
    const text = fc.oneof(
      fc.constant(awkward),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ unit: 'binary', minLength: 1 }),
    );
    const samples = fc.tuple(text, fc.constantFrom(testCredentials, sessionCredentials));
    await fc.assert(
      fc.asyncProperty(samples, async ([parameter, credentials]) => {
        const theirs = await record((url) =>
          callAsVendor(url, {
            action: 'CreateExportTask',
            body: {
              ExportTaskParameter: parameter,
              ExportTaskType: 'incident_list',
              RegionId: 'ap-southeast-1',
            },
            credentials,
          }),
        );
        const ours = await record((url) =>
          createTestClient(url, {
            credentials: createTestCredentials(credentials),
          }).createExportTask(
            { exportType: 'incident_list', parameter, region: 'ap-southeast-1' },
            { signal },
          ),
        );
        expectSame(ours, theirs);
      }),
      { numRuns: 8, examples: [[[awkward, testCredentials]], [[awkward, sessionCredentials]]] },
    );
  });
});
