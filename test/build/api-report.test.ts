import { expect, it } from 'vitest';
import { readDeclared, readTypes } from '../helpers/declared-types.ts';

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
      const text = await readTypes(file);
      return `\n## \`${file}\`: ${title}\n\n\`\`\`ts\n${text.trim()}\n\`\`\`\n`;
    }),
  );
  const report = head + parts.join('');
  await expect(report).toMatchFileSnapshot('../../docs/library-api.md');
});

it('says of everything in the types, and of each of its fields, what it is', async () => {
  const declared = await readDeclared();
  expect(declared.length).toBeGreaterThan(20);
  expect(declared.filter(({ comment }) => comment === '').map(({ name }) => name)).toEqual([]);
  expect(declared.flatMap(({ bareMembers }) => bareMembers)).toEqual([]);
});

it('names no package in the types, for none is installed with this one', async () => {
  for (const [, file] of doors) {
    // Examples import what they like.
    const text = (await readTypes(file)).replace(/^ \*.*$/gm, '');
    const from = [...text.matchAll(/(?:from|import\()\s*["']([^"']+)["']/g)].map(
      ([, name]) => name,
    );
    expect(from.filter((name) => name !== './errors.js')).toEqual([]);
  }
});
