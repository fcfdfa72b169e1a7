import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SiemExportError } from '../../src/base/errors.ts';
import { verifyFile } from '../../src/transfer/verify-file.ts';
import { explain } from '../../src/operations/explain/explain.ts';
import { failureOf } from '../helpers/failure-of.ts';
import { createObject, createWorkbook, startStore } from '../helpers/store-server.ts';
import { makeFolder, startDownload } from './start-download.ts';
import { isPosix } from '../helpers/posix.ts';

const workbook = createWorkbook(50_000);
const object = await createObject(workbook);
const { signal } = new AbortController();

describe('verifyFile', () => {
  it('accepts a file that matches its receipt', async () => {
    const { path, sha256 } = await fetchFile();
    expect(await verifyFile(path, { signal })).toMatchObject({
      path,
      receiptPath: `${path}.receipt.json`,
      bytes: workbook.length,
      crc64: object.crc64,
      sha256,
      receipt: { ExportId: 7 },
    });
  });

  it('finds a changed bit and a missing end', async () => {
    const changed = await fetchFile();
    const content = Buffer.from(workbook);
    content.writeUInt8(content.readUInt8(4000) ^ 1, 4000);
    await writeFile(changed.path, content);
    const cut = await fetchFile();
    await truncate(cut.path, workbook.length - 1);
    for (const { path } of [changed, cut]) {
      expect(await failureOf(verifyFile(path, { signal }))).toMatchObject({
        code: 'DigestMismatch',
        exit: 'integrity',
        retryable: explain('DigestMismatch').retryable,
      });
    }
  });

  it.each([
    '',
    '{}',
    '[1]',
    'x',
    '{"Bytes":"1","Crc64":1,"Sha256":null}',
    '{"Schema":2,"Bytes":1,"Crc64":"1","Sha256":"a"}',
  ])('refuses %j as a receipt', async (text) => {
    const { path } = await fetchFile();
    await writeFile(`${path}.receipt.json`, text);
    expect(await failureOf(verifyFile(path, { signal }))).toMatchObject({
      code: 'ReceiptInvalid',
      exit: 'download',
    });
  });

  it('names what is missing: the receipt or the file', async () => {
    const { path } = await fetchFile();
    await rm(`${path}.receipt.json`);
    expect(await failureOf(verifyFile(path, { signal }))).toMatchObject({
      code: 'ReceiptMissing',
      exit: 'download',
    });
    await rm(path);
    expect(await failureOf(verifyFile(path, { signal }))).toMatchObject({
      code: 'FileMissing',
      exit: 'download',
    });
  });

  it('accepts the path of the receipt', async () => {
    const { path, sha256 } = await fetchFile();
    const verified = await verifyFile(`${path}.receipt.json`, { signal });
    expect(verified).toMatchObject({ path, sha256 });
  });

  it('refuses a folder, a device, and a folder as the receipt', async () => {
    const folder = await makeFolder();
    expect(await failureOf(verifyFile(folder, { signal }))).toMatchObject({
      code: 'NotAFile',
      exit: 'download',
      hint: `Name its files: siem-export verify ${folder}/*`,
    });
    const device = isPosix ? '/dev/null' : '\\\\.\\NUL';
    expect(await failureOf(verifyFile(device, { signal }))).toMatchObject({
      code: 'NotAFile',
      exit: 'download',
    });
    const { path } = await fetchFile();
    await rm(`${path}.receipt.json`);
    await mkdir(`${path}.receipt.json`);
    expect(await failureOf(verifyFile(path, { signal }))).toMatchObject({
      code: 'ReceiptUnreadable',
      exit: 'download',
    });
  });

  it('names the difference in Chinese too', async () => {
    const { path } = await fetchFile();
    await truncate(path, 10);
    const error = await failureOf(verifyFile(path, { signal }));
    expect(error).toBeInstanceOf(SiemExportError);
    expect((error as SiemExportError).textIn('zh').message).toBe(
      `${path} 与其校验回执不一致：长度为 10，应为 ${workbook.length}`,
    );
  });

  it('ends with the reason of an aborted signal', async () => {
    const { path } = await fetchFile();
    const reason = new Error('stop');
    expect(await failureOf(verifyFile(path, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  });
});

async function fetchFile() {
  const store = await startStore(object);
  const path = join(await makeFolder(), 'x.xlsx');
  const { result } = startDownload({
    link: store.link(),
    target: { kind: 'file', path },
    receipt: { ExportId: 7 },
  });
  const { sha256 } = await result;
  return { path, sha256 };
}
