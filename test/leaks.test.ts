import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { standardKey } from '../src/sandbox/keys.ts';
import { findLeaks, type UsedSecret } from './helpers/leaks/find-leaks.ts';
import { failOnLeaks } from './helpers/leaks/global-setup.ts';
import { folderVariable } from './helpers/leaks/record.ts';
import { withSandbox } from './helpers/run-cli.ts';

const key: UsedSecret = { kind: 'key', value: 'S3cret/of+this=test"only' };
const link: UsedSecret = { kind: 'link', value: 'aSignature+of/this=' };
const find = (text: string, shows?: Parameters<typeof findLeaks>[0][number]['shows']) =>
  findLeaks([{ where: 'here', text, shows }], [key, link]);

describe('the search for secrets in all that was written', () => {
  it.each([
    ['as it is', key.value],
    ['in a query', encodeURIComponent(key.value)],
    ['in what was signed', encodeURIComponent(encodeURIComponent(key.value))],
    ['in JSON', JSON.stringify({ key: key.value })],
    ['in base64', Buffer.from(key.value).toString('base64')],
    ['of a Link', `https://store.example/x?Signature=${encodeURIComponent(link.value)}`],
  ])('finds one %s', (_, written) => {
    expect(find(`before ${written} after`)).not.toEqual([]);
    expect(find('before, and after')).toEqual([]);
  });

  it.each([
    'https://store.example/x?Expires=1&Signature=nobodyKnewThisOne',
    'https://store.example/x?x-oss-signature=0123456789abcdef',
    'x?security-token=CAISnobodyKnewThisOne',
    'authorization: ACS3-HMAC-SHA256 Credential=LTAI',
    'proxy-authorization: Basic dXNlcjpwYXNzd29yZA==',
  ])('finds one that no test knew by the name beside it: %s', (written) => {
    expect(find(written)).toHaveLength(1);
  });

  it.each([
    'https://store.example/x?***',
    'authorization: ***',
    'x-acs-signature-nonce: 0123456789abcdef0123456789abcdef',
    'Signature=***',
    'SignatureDoesNotMatch',
  ])('leaves in peace what is masked, and what is none: %s', (written) => {
    expect(find(written)).toEqual([]);
  });

  it('lets a Link be where it was asked for, and keys nowhere', () => {
    const signed = `https://store.example/x?Signature=${encodeURIComponent(link.value)}`;
    const json = JSON.stringify({ Link: signed, Id: 1 });
    expect(find(json, 'link-value')).toEqual([]);
    expect(find(JSON.stringify({ Error: signed }), 'link-value')).not.toEqual([]);
    expect(find(signed, 'link')).toEqual([]);
    for (const shows of ['link', 'link-value', 'signed-request'] as const) {
      expect(find(`${json} ${JSON.stringify(key.value)}`, shows)).not.toEqual([]);
    }
  });

  it('fails a run, and names the test and the place', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'siem-export-leaks-test-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, '1.secrets'), `${JSON.stringify(key)}\n`);
    await writeFile(join(folder, '2.written'), '{"where":"one","text":"nothing"}\n');
    expect(await failOnLeaks(folder)).toMatch(/^none of \d+ secrets is in any of the 1 texts/);
    const written = { where: 'a test: wait 200013 (stderr)', text: `oops ${key.value}` };
    await appendFile(join(folder, '2.written'), `${JSON.stringify(written)}\n`);
    await expect(failOnLeaks(folder)).rejects.toThrow(/a test: wait 200013 \(stderr\)\n.*oops/);
    const sandbox = { where: 'b', text: standardKey.accessKeySecret };
    await writeFile(join(folder, '2.written'), JSON.stringify(sandbox));
    await expect(failOnLeaks(folder)).rejects.toThrow(standardKey.accessKeySecret);
  });

  it('is given what the program prints, what it leaves in files, and the secrets of the run', async () => {
    const folder = process.env[folderVariable] ?? '';
    const proxy = 'http://user:PasswordOfThisProxy@127.0.0.1:1';
    await withSandbox(undefined, async ({ run }) => {
      await run(['wait', '200013', '--download', '--json', '-v'], { env: { HTTPS_PROXY: proxy } });
    });
    const names = await readdir(folder);
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    const all = texts.join('');
    for (const expected of [
      'wait 200013 --download --json -v (stdout)',
      'GetExportTask',
      '.receipt.json',
      '"value":"PasswordOfThisProxy"',
      '"kind":"link"',
    ]) {
      expect(all).toContain(expected);
    }
  });
});
