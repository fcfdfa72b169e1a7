import { chmod, open, readdir, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatByteSize } from '../../src/base/byte-sizes.ts';
import { InterruptionError } from '../../src/base/interruption-error.ts';
import { runCli, withSandbox, type CliResult } from '../helpers/run-cli.ts';

type Verify = (...argv: readonly string[]) => Promise<CliResult>;

describe('siem-export verify', () => {
  it('says in one line that a file is what its receipt says, and what was compared', async () => {
    await withFiles(['a.xlsx'], async ({ verify, size }) => {
      const result = await verify('a.xlsx');
      expect(result).toMatchObject({ exitCode: 0, stderr: '' });
      expect(result.stdout).toBe(
        `✔ a.xlsx  ${size}  matches its receipt (size, CRC-64, SHA-256)\n`,
      );
    });
  });

  it('says it in Chinese', async () => {
    await withFiles(['a.xlsx'], async ({ folder }) => {
      const env = { SIEM_EXPORT_UI_LANG: 'zh' };
      await truncate(join(folder, 'a.xlsx'), 100);
      const { stderr } = await runCli(['verify', 'a.xlsx'], { cwd: folder, env });
      expect(stderr).toMatch(/^✖ \/.*a\.xlsx 与其校验回执不一致：长度为 100，应为 \d+\n/);
    });
  });

  it('takes receipts for their files, and checks each file once', async () => {
    await withFiles(['a.xlsx', 'b.xlsx'], async ({ verify, folder }) => {
      const result = await verify(...(await readdir(folder)));
      expect(result).toMatchObject({ exitCode: 0, stderr: '' });
      expect(result.stdout.match(/^✔ [ab]\.xlsx {2}/gm)).toHaveLength(2);
    });
  });

  it.each([
    ['11 where each differs', [cut, cut], 11],
    ['7 where each is missing or cannot be read', [rm, removeReceipt], 7],
    ['12 where some match and some differ', [keep, cut], 12],
    ['12 where one differs and one is missing', [cut, rm], 12],
    ['0 where all match', [keep, keep], 0],
  ] as const)('ends with %s', async (_, changes, exitCode) => {
    await withFiles(['a.xlsx', 'b.xlsx'], async ({ verify, folder }) => {
      await changes[0](join(folder, 'a.xlsx'));
      await changes[1](join(folder, 'b.xlsx'));
      const result = await verify('a.xlsx', 'b.xlsx');
      expect(result.exitCode).toBe(exitCode);
      const good = changes.filter((change) => change === keep).length;
      expect(result.stdout.match(/✔/g) ?? []).toHaveLength(good);
      expect(result.stderr.match(/✖/g) ?? []).toHaveLength(2 - good);
    });
  });

  it('knows a single changed bit', async () => {
    await withFiles(['a.xlsx'], async ({ verify, folder }) => {
      const path = join(folder, 'a.xlsx');
      const file = await open(path, 'r+');
      await file.write(Buffer.alloc(3), 0, 3, 99);
      await file.close();
      const { exitCode, stderr } = await verify('a.xlsx');
      expect(exitCode).toBe(11);
      expect(stderr).toContain('CRC-64 ');
      expect(stderr).toContain('DigestMismatch');
    });
  });

  it('says how to name the files of a folder', async () => {
    await withFiles(['a.xlsx'], async ({ verify, folder }) => {
      const { exitCode, stderr } = await verify('.');
      expect(exitCode).toBe(7);
      expect(stderr).toContain(`siem-export verify ${folder}/*`);
    });
  });

  it('finds the receipt beside a file that was moved with it', async () => {
    await withFiles(['a.xlsx'], async ({ verify, folder }) => {
      await rename(join(folder, 'a.xlsx'), join(folder, 'c.xlsx'));
      await rename(join(folder, 'a.xlsx.receipt.json'), join(folder, 'c.xlsx.receipt.json'));
      expect((await verify('c.xlsx')).exitCode).toBe(0);
    });
  });

  it('prints one object for each file with --json, also for one that is missing', async () => {
    await withFiles(['a.xlsx'], async ({ verify, folder }) => {
      const { exitCode, stdout } = await verify('a.xlsx', 'none.xlsx', '--json');
      expect(exitCode).toBe(12);
      const [good, bad] = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(good).toMatchObject({
        Schema: 1,
        Outcome: 'succeeded',
        ExitCode: 0,
        Path: join(folder, 'a.xlsx'),
        ReceiptPath: join(folder, 'a.xlsx.receipt.json'),
        Receipt: { ExportId: 200_013, Sha256: good?.['Sha256'], Crc64: good?.['Crc64'] },
        Error: null,
      });
      expect(bad).toMatchObject({
        Outcome: 'error',
        ExitCode: 7,
        Bytes: null,
        Receipt: null,
        Error: { Code: 'FileMissing' },
      });
      expect(Object.keys(bad ?? {})).toEqual(Object.keys(good ?? {}));
    });
  });

  it('picks from each object with --query', async () => {
    await withFiles(['a.xlsx'], async ({ verify }) => {
      const { stdout } = await verify('a.xlsx', 'none.xlsx', '--query', 'Outcome');
      expect(stdout).toBe('succeeded\nerror\n');
    });
  });

  it('ends with 130 after Ctrl-C, with an object for each file, and says how to go on', async () => {
    await withFiles(['a.xlsx'], async ({ folder }) => {
      const signal = AbortSignal.abort(new InterruptionError('SIGINT'));
      const { exitCode, stdout, stderr } = await runCli(['verify', 'a.xlsx', '--json'], {
        cwd: folder,
        signal,
      });
      expect(exitCode).toBe(130);
      expect(JSON.parse(stdout)).toMatchObject({ Outcome: 'interrupted', ExitCode: 130 });
      expect(stderr).toBe(`siem-export verify ${join(folder, 'a.xlsx')} --json\n`);
    });
  });

  it('shows no control character of a name or a receipt', async () => {
    await withFiles(['a.xlsx'], async ({ verify, folder }) => {
      const name = 'a\u001b[2J\u202e.xlsx';
      await rename(join(folder, 'a.xlsx'), join(folder, name));
      await writeFile(
        join(folder, `${name}.receipt.json`),
        JSON.stringify({ Schema: 1, Bytes: 1, Crc64: '\u001b[2J', Sha256: '\u001b[2J' }),
      );
      const { stdout, stderr, exitCode } = await verify(name);
      expect(exitCode).toBe(11);
      expect(stdout + stderr).not.toMatch(/\p{Cc}(?<!\n)|\p{Cf}/u);
    });
  });

  it('needs a file', async () => {
    expect((await runCli(['verify'])).exitCode).toBe(2);
  });
});

async function withFiles(
  names: readonly string[],
  use: (bench: { verify: Verify; folder: string; size: string }) => Promise<void>,
): Promise<void> {
  await withSandbox(undefined, async ({ run, folder, sandbox }) => {
    let size = '';
    for (const name of names) {
      await run(['wait', '200013', '--download', '-o', name]);
      size = formatByteSize((await stat(join(folder, name))).size);
    }
    // From here on there is nobody to ask.
    await sandbox.close();
    const verify: Verify = (...argv) => runCli(['verify', ...argv], { cwd: folder });
    await use({ verify, folder, size });
  });
}

function cut(path: string): Promise<void> {
  return truncate(path, 100);
}

async function keep(path: string): Promise<void> {
  await chmod(path, 0o400);
}

function removeReceipt(path: string): Promise<void> {
  return rm(`${path}.receipt.json`);
}
