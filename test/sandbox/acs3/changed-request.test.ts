import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareCall } from '../api-client.ts';
import { withSandbox } from '../with-sandbox.ts';
import { prepare, sendChanged } from './send-signed.ts';

describe('a request of which one byte was changed on the way', () => {
  it('is refused, whichever byte of a signed value it is', async () => {
    const sandbox = await withSandbox();
    const signed = prepare(sandbox)
      .headers.map(([name]) => name)
      .filter(isSigned);
    const change = fc.record({ name: fc.constantFrom(...signed), at: fc.nat(), by: fc.nat() });
    await fc.assert(
      fc.asyncProperty(change, async ({ name, at, by }) => {
        const call = prepare(sandbox);
        const headers = call.headers.map(
          ([other, value]) =>
            [other, other === name ? changeCharacter(value, at, by) : value] as const,
        );
        expect(await sendChanged(sandbox, { ...call, headers })).not.toBe(200);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused as SignatureDoesNotMatch when it is a byte of the body', async () => {
    const sandbox = await withSandbox();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const call = prepare(sandbox);
        const body = Buffer.from(call.body);
        const index = at % body.length;
        body[index] = ((body[index] ?? 0) + by) % 256;
        expect(await sendChanged(sandbox, { ...call, body })).toBe('SignatureDoesNotMatch');
      }),
      { numRuns: 40 },
    );
  });

  it('is refused when body and digest were changed together', async () => {
    const sandbox = await withSandbox();
    const call = prepare(sandbox);
    const other = prepareCall(sandbox.endpoint, {
      date: sandbox.now(),
      parameters: { ExportId: '7' },
    });
    const digest = other.headers.find(([name]) => name === 'x-acs-content-sha256')?.[1] ?? '';
    const headers = call.headers.map(
      ([name, value]) => [name, name === 'x-acs-content-sha256' ? digest : value] as const,
    );
    expect(await sendChanged(sandbox, { ...call, headers, body: other.body })).toBe(
      'SignatureDoesNotMatch',
    );
  });
});

function isSigned(name: string): boolean {
  return name === 'host' || name === 'content-type' || name.startsWith('x-acs-');
}

/** Another printable character in the place of one. */
function changeCharacter(text: string, at: number, by: number): string {
  const index = at % text.length;
  const code = text.charCodeAt(index);
  const changed = 33 + ((code - 33 + 1 + (by % 93)) % 94);
  return text.slice(0, index) + String.fromCharCode(changed) + text.slice(index + 1);
}
