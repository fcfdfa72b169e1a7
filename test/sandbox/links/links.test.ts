import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLink, verifyLink } from '../../../src/sandbox/links/links.ts';

const origin = 'http://127.0.0.1:8080';
const now = Date.UTC(2026, 10, 24, 1, 2, 3);
const forms = ['v1', 'v2', 'v4', 's3'] as const;

describe.each(forms)('a Link of the form %s', (form) => {
  const objectKey = 'export_file/1193842352994186/event 安全+(1).xlsx';
  const link = createLink({ origin, objectKey, form, generation: 3, now, ttlMs: 60_000 });

  it('is valid for a GET until it expires', () => {
    expect(verify({}).kind).toBe('valid');
    expect(verify({ now: now + 59_000 }).kind).toBe('valid');
    expect(verify({ now: now + 61_000 })).toMatchObject({ kind: 'expired' });
  });

  it('has expired once a later key pair is in use', () => {
    expect(verify({ generation: 4 })).toEqual({ kind: 'expired', expiresAt: now - 1000 });
  });

  it('is not good for another method or another object', () => {
    expect(verify({ method: 'HEAD' }).kind).toBe('mismatch');
    expect(verify({ objectKey: 'export_file/1/other.xlsx' }).kind).toBe('mismatch');
  });

  it('is not valid any more when a character of its query is another one', () => {
    const query = new URL(link).search.slice(1);
    const anyChange = fc.record({
      at: fc.nat(query.length - 1),
      character: fc.stringMatching(/^[0-9a-fXYZ/=]$/),
    });
    fc.assert(
      fc.property(anyChange, ({ at, character }) => {
        fc.pre(query[at] !== character);
        const changed = query.slice(0, at) + character + query.slice(at + 1);
        const parameters = readQuery(changed);
        fc.pre(JSON.stringify([...parameters]) !== JSON.stringify([...readQuery(query)]));
        expect(verify({ parameters }).kind).not.toBe('valid');
      }),
    );
  });

  function verify(change: {
    readonly now?: number;
    readonly generation?: number;
    readonly method?: string;
    readonly objectKey?: string;
    readonly parameters?: ReadonlyMap<string, string>;
  }) {
    return verifyLink(
      {
        method: change.method ?? 'GET',
        objectKey: change.objectKey ?? objectKey,
        host: '127.0.0.1:8080',
        parameters: change.parameters ?? readQuery(new URL(link).search.slice(1)),
        headers: new Map(),
      },
      { now: change.now ?? now, generation: change.generation ?? 3 },
    );
  }
});

describe('headers on a signed Link', () => {
  it.each([
    ['v1', 'x-oss-range-behavior'],
    ['v1', 'content-type'],
    ['v1', 'content-md5'],
    ['v2', 'x-oss-range-behavior'],
    ['v4', 'x-oss-range-behavior'],
    ['v4', 'content-type'],
  ] as const)('break a signature of the form %s when it covers them: %s', (form, name) => {
    const objectKey = 'export_file/1/a.xlsx';
    const link = createLink({ origin, objectKey, form, generation: 1, now, ttlMs: 60_000 });
    const verdict = verifyLink(
      {
        method: 'GET',
        objectKey,
        host: '127.0.0.1:8080',
        parameters: readQuery(new URL(link).search.slice(1)),
        headers: new Map([[name, 'standard']]),
      },
      { now, generation: 1 },
    );
    expect(verdict.kind).toBe('mismatch');
  });
});

describe('an unsigned Link', () => {
  it('is the address alone', () => {
    const objectKey = 'export_file/1/a.xlsx';
    expect(createLink({ origin, objectKey, form: 'unsigned', generation: 1, now, ttlMs: 1 })).toBe(
      'http://127.0.0.1:8080/export_file/1/a.xlsx',
    );
  });
});

function readQuery(query: string): ReadonlyMap<string, string> {
  return new Map(
    query.split('&').map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      return [decode(name), decode(rest.join('='))] as const;
    }),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
