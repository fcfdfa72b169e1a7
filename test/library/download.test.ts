import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { downloadFile } from '../../src/library/download-file.ts';
import { makeFolder, startService } from './start-service.ts';

describe('downloadExportFile', () => {
  it('names the file as the service does, and reports how it was verified', async () => {
    const { system } = await startService();
    const folder = await makeFolder();
    const progress: number[] = [];
    const file = await downloadFile(
      '400185',
      { folder, onProgress: ({ receivedBytes }) => progress.push(receivedBytes) },
      system,
    );
    const bytes = await readFile(file.path ?? '');
    expect(file).toMatchObject({ bytes: bytes.length, verified: 'crc64', skipped: false });
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    expect(progress.at(-1)).toBe(bytes.length);
    expect((await readdir(folder)).map((name) => join(folder, name)).sort()).toEqual(
      [file.path, file.receiptPath].sort(),
    );
  });

  it('writes to a path, keeps an identical file, and omits the receipt on request', async () => {
    const { system } = await startService();
    const path = join(await makeFolder(), 'export.xlsx');
    const first = await downloadFile('400185', { file: path, receipt: false }, system);
    expect(first).toMatchObject({ path, receiptPath: undefined });
    const second = await downloadFile('400185', { file: path }, system);
    expect(second).toMatchObject({ path, skipped: true, sha256: first.sha256 });
  });

  it('writes to a stream', async () => {
    const { system } = await startService();
    const stream = new PassThrough();
    const content = buffer(stream);
    const file = await downloadFile('400185', { stream }, system);
    stream.end();
    expect(file.path).toBeNull();
    expect((await content).length).toBe(file.bytes);
  });

  it('throws if the task has not ended, or has failed', async () => {
    const { system } = await startService({
      tasks: [
        { id: 1, stallAtProgress: 10 },
        { id: 2, durationMs: 0, finalStatus: 'failed' },
      ],
    });
    const folder = await makeFolder();
    await expect(downloadFile('1', { folder }, system)).rejects.toMatchObject({
      code: 'TaskPending',
      retryable: true,
    });
    await expect(downloadFile('2', { folder }, system)).rejects.toMatchObject({
      code: 'TaskFailed',
    });
  });
});
