import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDeclared } from '../helpers/declared-types.ts';
import { root } from './packed.ts';

export interface Example {
  /** The export that it stands at. */
  readonly name: string;
  readonly code: string;
}

/** The examples of all that the library's doors export, as their TSDoc has them; empty where one lacks. */
export async function readExamples(): Promise<readonly Example[]> {
  const exported = (await readDeclared()).filter(({ isExported }) => isExported);
  return exported.map(({ name, comment }) => {
    const [, code = ''] = /^ \* @example\n \* ```ts\n([\s\S]*?)^ \* ```$/m.exec(comment) ?? [];
    return { name, code: code.replace(/^ \* ?/gm, '') };
  });
}

/** The code of docs/library.md, which is compiled alone. */
export async function readDocumentedCode(): Promise<readonly Example[]> {
  const text = await readFile(join(root, 'docs/library.md'), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ''], index) => ({
    name: `documented-${index + 1}`,
    code,
  }));
}
