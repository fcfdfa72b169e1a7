import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './packed.ts';

export interface Example {
  /** The export that it stands at. */
  readonly name: string;
  readonly code: string;
}

const shape =
  / \* @example\n \* ```ts\n([\s\S]*?) \* ```[\s\S]*?export (?:async )?(?:function|class) (\w+)/g;

/** The examples of the library's exports, as their TSDoc has them. */
export async function readExamples(): Promise<readonly Example[]> {
  const texts = await Promise.all(
    ['src/index.ts', 'src/sandbox.ts', 'src/base/errors.ts'].map((file) =>
      readFile(join(root, file), 'utf8'),
    ),
  );
  return texts.flatMap((text) =>
    [...text.matchAll(shape)].map(([, code = '', name = '']) => ({
      name,
      code: code.replace(/^ \* ?/gm, ''),
    })),
  );
}

/** The code of docs/library.md, which is compiled alone. */
export async function readDocumentedCode(): Promise<readonly Example[]> {
  const text = await readFile(join(root, 'docs/library.md'), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ''], index) => ({
    name: `documented-${index + 1}`,
    code,
  }));
}
