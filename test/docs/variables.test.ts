import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/base/redaction.ts';
import { findProxy } from '../../src/network/proxy-settings.ts';
import { findEnvironmentCredentials } from '../../src/credentials/environment-credentials.ts';
import { readDocuments, root } from './documents.ts';

const documents = await readDocuments();
const code = await readCode();
/** Of the recipes: what a pipeline gives its own variables. */
const foreign = ['ALIBABA_CLOUD_ID_TOKEN'];
const ours = /\b(?:SIEM_EXPORT|ALIBABA_CLOUD|ALIBABACLOUD|ALICLOUD)_[A-Z0-9_]+\b/g;

describe('the table of variables in docs/settings.md', () => {
  it('has every variable that the program reads, and no other', () => {
    const page = documents.find(({ path }) => path === 'docs/settings.md')?.text ?? '';
    const [, table = ''] = page.split('## Variables');
    const rows = [...table.matchAll(/^\| (`[^|]*) \|/gm)].map(([, names = '']) => names);
    const named = rows.flatMap((names) => [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect(named.sort()).toEqual([...readVariables()].sort());
  });

  it.each(documents)('is in agreement with $path', ({ text }) => {
    const known = readVariables();
    const named = [...text.matchAll(ours)].map(([name]) => name);
    expect(named.filter((name) => !known.has(name) && !foreign.includes(name))).toEqual([]);
  });
});

/** Put together as well, and looked up only where there are keys, or a proxy. */
const later = [
  'ALIBABA_CLOUD_SECURITY_TOKEN',
  'ALIBABACLOUD_SECURITY_TOKEN',
  'ALICLOUD_SECURITY_TOKEN',
  'no_proxy',
];

/** Names that stand in the code, and those that it puts together. */
function readVariables(): ReadonlySet<string> {
  const written = [
    ...code.matchAll(/\b(?:process\.)?env\['(\w+)'\]/g),
    ...code.matchAll(/'((?:SIEM_EXPORT|ALIBABA_CLOUD|ALIBABACLOUD|ALICLOUD|LC)_[A-Z0-9_]+|LANG)'/g),
    ...code.matchAll(/const \{ (\w+)(?: = '')? \} = process\.env/g),
  ].map(([, name = '']) => name);
  return new Set([...written, ...later, ...namesRead(readKeys), ...namesRead(readProxies)]);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What is looked up in an environment that has nothing; of two spellings, the one in small letters. */
function namesRead(read: (env: Environment) => void): readonly string[] {
  const names = new Set<string>();
  const note = (_: object, name: string | symbol): undefined => {
    names.add(String(name));
  };
  read(new Proxy<Environment>({}, { get: note }));
  return [...names].filter((name) => !names.has(name.toLowerCase()) || /[a-z]/.test(name));
}

function readKeys(env: Environment): void {
  findEnvironmentCredentials({ env, redactor: createRedactor() } as never);
}

function readProxies(env: Environment): void {
  for (const scheme of ['http', 'https']) findProxy(new URL(`${scheme}://example.com`), env);
}

/** All code but the sandbox, which sets variables for others and reads none. */
async function readCode(): Promise<string> {
  const names = await readdir(resolve(root, 'src'), { recursive: true });
  const files = names
    .filter((name) => name.endsWith('.ts') && !name.startsWith('sandbox'))
    .map((name) => `src/${name}`);
  const texts = await Promise.all(
    [...files, 'bin/siem-export.js'].map((name) => readFile(resolve(root, name), 'utf8')),
  );
  return texts.join('\n');
}
