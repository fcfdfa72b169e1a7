import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** A page that people read. */
export interface Document {
  /** Below the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** The Markdown files of the root, of `docs` and of `docs/zh`. */
export async function readDocuments(): Promise<readonly Document[]> {
  const names = await Promise.all(
    ['.', 'docs', 'docs/zh'].map(async (folder) =>
      (await readdir(resolve(root, folder)))
        .filter((name) => name.endsWith('.md'))
        .map((name) => (folder === '.' ? name : `${folder}/${name}`)),
    ),
  );
  return await Promise.all(
    names.flat().map(async (path) => ({ path, text: await readFile(resolve(root, path), 'utf8') })),
  );
}

/** Lines of code blocks, and what stands between backquotes. */
export function codeOf(text: string): readonly string[] {
  const fenced = [...text.matchAll(/^```.*\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block.split('\n'),
  );
  const rest = withoutCodeBlocks(text);
  const spans = [...rest.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replace(/\s+/g, ' '));
  const indented = [...rest.matchAll(/^ {4}(\S.*)$/gm)].map(([, line = '']) => line);
  return [...fenced, ...indented, ...spans].map((line) => line.trim());
}

export function withoutCodeBlocks(text: string): string {
  return text.replace(/^```.*\n[\s\S]*?^```$/gm, '');
}
