import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withSandbox } from '../helpers/run-cli.ts';

const secret = 'TheSecretOfAnotherFile';

it.each([
  [['config', 'list'], 'settings/config.json'],
  [['create', '--parameter', '@parameter.json'], 'parameter.json'],
  [['sandbox', '--scenario', 'scenario.json', '--', 'true'], 'scenario.json'],
])(
  '%j says where a file is not JSON, in one language, and quotes nothing of it',
  async (argv, name) => {
    await withSandbox(undefined, async ({ folder, run }) => {
      const config = join(folder, 'settings');
      await mkdir(config);
      await writeFile(join(folder, name), `{\n  ${secret}`);
      const env = { SIEM_EXPORT_UI_LANG: 'zh' };
      const { exitCode, stderr } = await run(argv, { env, config });
      expect(exitCode).toBe(2);
      expect(stderr).toContain('语法错误');
      expect(stderr).not.toMatch(/TheS|Unexpected|position|expected/);
    });
  },
);
