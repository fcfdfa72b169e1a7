import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './packed.ts';

export interface Example {
  /** The export that it stands at. */
  readonly name: string;
  readonly code: string;
}

const shape = / \* @example\n \* ```ts\n([\s\S]*?) \* ```[\s\S]*?export (?:async )?function (\w+)/g;

/** The examples of the library's exports, as their TSDoc has them. */
export async function readExamples(): Promise<readonly Example[]> {
  const texts = await Promise.all(
    ['src/index.ts', 'src/sandbox.ts'].map((file) => readFile(join(root, file), 'utf8')),
  );
  return texts.flatMap((text) =>
    [...text.matchAll(shape)].map(([, code = '', name = '']) => ({
      name,
      code: code.replace(/^ \* ?/gm, ''),
    })),
  );
}
