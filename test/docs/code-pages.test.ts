import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { renderErrorsPage, renderExitCodesPage, renderExitCodeTable } from './code-pages.ts';
import { root } from './documents.ts';

const languages = [
  ['en', 'docs', 'README.md'],
  ['zh', 'docs/zh', 'README.zh-CN.md'],
] as const;

// `npm run docs:update` writes what is old.
describe.each(languages)('the generated pages in %s', (language, folder, readme) => {
  it('have every error code, as explain describes it', async () => {
    await expectFile(`${folder}/errors.md`, renderErrorsPage(language));
  });

  it('have every exit code, as explain describes it', async () => {
    await expectFile(`${folder}/exit-codes.md`, renderExitCodesPage(language));
  });

  it('and the README have one table of exit codes', async () => {
    const text = await readFile(resolve(root, readme), 'utf8');
    const [before, , after] = text.split(/(?<=<!-- exit codes -->\n)([\s\S]*?)(?=<!-- end -->)/);
    expect(after).toBeDefined();
    await expectFile(readme, `${before}\n${renderExitCodeTable(language)}\n${after}`);
  });
});

async function expectFile(name: string, text: string): Promise<void> {
  const path = resolve(root, name);
  const options = { ...(await resolveConfig(path)), filepath: path };
  await expect(await format(text, options)).toMatchFileSnapshot(path);
}
