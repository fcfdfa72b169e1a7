import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanEnvironment, makeFolder } from '../helpers/built-program.ts';
import { packAndInstall, runTool, type Packed } from './packed.ts';

describe('the package', () => {
  let packed: Packed;
  beforeAll(async () => {
    packed = await packAndInstall();
  });
  afterAll(() => rm(packed.folder, { recursive: true, force: true }));

  /** Runs the installed program in an empty folder; throws where it does not end well. */
  async function run(...args: readonly string[]) {
    const cwd = await makeFolder();
    const bin = join(packed.project, 'node_modules/siem-export/bin/siem-export.js');
    const env = cleanEnvironment(cwd);
    return { cwd, ...(await promisify(execFile)(process.execPath, [bin, ...args], { cwd, env })) };
  }

  it('holds what is needed to run it, in less than 2 MB', () => {
    const tops = new Set(packed.files.map(({ path }) => path.split('/')[0]));
    expect([...tops].sort()).toEqual(
      [
        ...['CHANGELOG.md', 'LICENSE', 'README.md', 'README.zh-CN.md'],
        ...['bin', 'dist', 'package.json', 'schemas'],
      ].sort(),
    );
    expect(packed.unpackedSize).toBeLessThan(2_000_000);
  });

  it('installs nothing but itself', async () => {
    const names = await readdir(join(packed.project, 'node_modules'));
    expect(names.filter((name) => !name.startsWith('.'))).toEqual(['siem-export']);
  });

  it('does the whole work where it is installed', async () => {
    const status = await run('sandbox', '--', 'siem-export', 'status', '400185', '--json');
    expect(JSON.parse(status.stdout)).toMatchObject({ Id: 400185, ExportStatus: 'success' });
    const wait = await run('sandbox', '--', 'siem-export', 'wait', '400185', '--download');
    expect(wait.stderr).toContain('verified (crc64)');
    const names = await readdir(wait.cwd);
    expect(names.filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
  });

  it('passes what checks packages', async () => {
    const { tarball, project } = packed;
    const lint = await runTool('publint/src/cli.js', [tarball, '--strict'], project);
    expect(lint).toContain('All good!');
    // It is an ES module, which CommonJS can require from Node 20.19 on.
    const args = [tarball, '--profile', 'esm-only', '--no-color', '--no-emoji'];
    // What it finds wrong is its exit code.
    const types = await runTool('@arethetypeswrong/cli/dist/index.js', args, project);
    expect(types).toContain('"siem-export/sandbox"');
  });
});
