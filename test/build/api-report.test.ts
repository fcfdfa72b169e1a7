import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const types = resolve(import.meta.dirname, '../../dist/types');
const doors = [
  ["import … from 'siem-export'", 'index.d.ts'],
  ["import … from 'siem-export/sandbox'", 'sandbox.d.ts'],
  ['What both export', 'errors.d.ts'],
] as const;

const head = `# The library's types

What the build writes into \`dist/types\`. A change of it is a change of what others rely on; after one,
\`npm run api:update\` writes this page again.
`;

it("shows every change of the library's surface as a diff", async () => {
  const parts = await Promise.all(
    doors.map(async ([title, file]) => {
      const text = await readFile(resolve(types, file), 'utf8');
      return `\n## \`${file}\`: ${title}\n\n\`\`\`ts\n${text.trim()}\n\`\`\`\n`;
    }),
  );
  const report = head + parts.join('');
  await expect(report).toMatchFileSnapshot('../../docs/library-api.md');
});

it('says of everything in the types what it is', async () => {
  for (const [, file] of doors) {
    const lines = (await readFile(resolve(types, file), 'utf8')).split('\n');
    const bare = lines.filter(
      (line, index) =>
        /^(?:declare )?(?:interface|type|class|function|const) /.test(line) &&
        !(lines[index - 1] ?? '').endsWith('*/'),
    );
    expect(bare).toEqual([]);
  }
});

it('names no package in the types, for none is installed with this one', async () => {
  for (const [, file] of doors) {
    const text = await readFile(resolve(types, file), 'utf8');
    const from = [...text.matchAll(/(?:from|import\()\s*["']([^"']+)["']/g)].map(
      ([, name]) => name,
    );
    const foreign = from.filter((name) => name !== './errors.js' && name !== 'siem-export');
    expect(foreign.filter((name) => name !== 'siem-export/sandbox')).toEqual([]);
  }
});
