import { RAMRoleARNCredentialsProvider, StaticAKCredentialsProvider } from '@alicloud/credentials';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { session, startFakeSts } from './fake-sts.ts';
import { createBench, createHome, sharedIni, signal, startOfTime, write } from './setup.ts';
import { key } from './role-home.ts';

describe("the vendor's client", () => {
  /** Text that a line of the shared file can contain. */
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((each) => each.trim() === each && !/[\r\n]|^["']/.test(each));

  it('sends the same parameters, signed by the same rule', async () => {
    const { accessKeyId, accessKeySecret } = key;
    const { url, asked } = await startFakeSts([{ accessKeyId, accessKeySecret }], Date.now);
    const home = await createHome();
    const clock = { now: Date.now, sleep: () => new Promise<void>(() => undefined) };

    await fc.assert(
      fc.asyncProperty(text, text, text, text, async (arn, sessionName, external, policy) => {
        const vendor = await recordVendorRequest({ arn, session: sessionName, external, policy });
        const query = new URLSearchParams(vendor?.queries);
        const body = new URLSearchParams(vendor?.bodyForm).toString();
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const answer = await fetch(`${url}/?${query.toString()}`, {
          method: 'POST',
          body,
          headers,
        });
        expect(answer.status).toBe(200);

        const profile = `[default]
          type=ram_role_arn
          access_key_id=${accessKeyId}
          access_key_secret=${accessKeySecret}
          role_arn=${arn}
          role_session_name=${sessionName}
          external_id=${external}
          policy=${policy}
          sts_endpoint=${url}`;
        await write(home, sharedIni, profile);
        await createBench({ home, clock }).provider.getCredentials({ signal });
        const [theirs, ours] = asked.slice(-2).map(withoutVariable);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 15 },
    );
  });
});

/** The request of the vendor's provider. Its own tests replace `doRequest` too. */
interface VendorRequest {
  readonly queries: Readonly<Record<string, string>>;
  readonly bodyForm: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

async function recordVendorRequest(
  role: Readonly<Record<'arn' | 'session' | 'external' | 'policy', string>>,
) {
  const previous = StaticAKCredentialsProvider.builder()
    .withAccessKeyId(key.accessKeyId)
    .withAccessKeySecret(key.accessKeySecret)
    .build();
  const provider = RAMRoleARNCredentialsProvider.builder()
    .withCredentialsProvider(previous)
    .withRoleArn(role.arn)
    .withRoleSessionName(role.session)
    .withExternalId(role.external)
    .withPolicy(role.policy)
    .withStsEndpoint('sts.test')
    .build();
  const sent: VendorRequest[] = [];
  const Credentials = { ...session, Expiration: new Date(startOfTime).toISOString() };
  Object.assign(provider, {
    doRequest(request: VendorRequest) {
      sent.push(request);
      return { statusCode: 200, headers: {}, body: Buffer.from(JSON.stringify({ Credentials })) };
    },
  });
  await provider.getCredentials();
  return sent[0];
}

/** Different in each request. */
function withoutVariable(parameters: Readonly<Record<string, string>>) {
  const variable = ['Timestamp', 'SignatureNonce', 'Signature'];
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => !variable.includes(name)),
  );
}
