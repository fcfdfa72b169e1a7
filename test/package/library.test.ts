import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox.ts';
import { readDocumentedCode, readExamples, type Example } from './examples.ts';
import { packAndInstall, root, runTool, type Packed } from './packed.ts';

const examples = await readExamples();
const documented = await readDocumentedCode();

/** What the documents take for granted. */
const vault = `declare const myVault: {
  read(name: string, options: { fresh: boolean; signal: AbortSignal }):
    Promise<{ id: string; secret: string; token: string }>;
};`;

/** What each example prints, by the export that it stands at. */
const printed: Readonly<Record<string, RegExp>> = {
  getExportTask: /^running \d+ \d{13}\n$/,
  waitForExportTask: /^event_\S+\.xlsx\n$/,
  watchExportTask: /^running .*\n[\s\S]*succeeded \d+ \S*\n$/,
  createExportTask: /^succeeded\n$/,
  downloadExportFile: /^\S+exports\S+\.xlsx \d+ [0-9a-f]{64} crc64\n$/,
  startSandbox: /^succeeded\n$/,
  SiemExportError: /^\S+ not-found false [\w-]+\n$/,
  UsageError: /"cn-beijing".*cn-hangzhou.*\n$/,
};

describe('the library where it is installed', () => {
  let packed: Packed;
  beforeAll(async () => {
    packed = await packAndInstall();
    await writeFile(join(packed.project, 'vault.d.ts'), vault);
    await Promise.all(
      [...examples, ...documented].map(async ({ name, code }) => {
        const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
        const { outputText } = ts.transpileModule(code, { compilerOptions });
        await writeFile(join(packed.project, `${name}.ts`), code);
        await writeFile(join(packed.project, `${name}.mjs`), outputText);
      }),
    );
  });
  afterAll(() => rm(packed.folder, { recursive: true, force: true }));

  it('has an example for each of its functions and errors, and more in its document', () => {
    expect(documented.length).toBeGreaterThan(3);
    expect(examples.map(({ name }) => name).sort()).toEqual(Object.keys(printed).sort());
  });

  it.each([
    ['node16', 'node16'],
    ['bundler', 'esnext'],
  ])(
    'is typed for moduleResolution %s',
    async (moduleResolution, module) => {
      const config = join(packed.project, `tsconfig.${moduleResolution}.json`);
      const compilerOptions = {
        ...{
          moduleResolution,
          module,
          target: 'es2022',
          lib: ['es2022'],
          strict: true,
          noEmit: true,
        },
        ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
        // Once with the types themselves, which takes the compiler as long as all of Node's.
        skipLibCheck: moduleResolution !== 'node16',
      };
      const names = [...examples, ...documented].map(({ name }) => name);
      const files = ['vault.d.ts', ...names.map((name) => `${name}.ts`)];
      await writeFile(config, JSON.stringify({ compilerOptions, files }));
      expect(await runTool('typescript/bin/tsc', ['-p', config], packed.project)).toBe('');
    },
    120_000,
  );

  it.each(examples)('does what the example of $name says', async ({ name }: Example) => {
    const sandbox = await startSandbox({
      scenario: {
        created: { durationMs: 100 },
        tasks: [
          { id: 400185, durationMs: 0 },
          { id: 200013, durationMs: name === 'getExportTask' ? 600_000 : 1500 },
        ],
      },
    });
    const { PATH } = process.env;
    const env = { PATH, HOME: packed.folder, ...sandbox.env };
    const file = join(packed.project, `${name}.mjs`);
    try {
      const run = promisify(execFile)(process.execPath, [file], { cwd: packed.project, env });
      const { stdout, stderr } = await run;
      expect(stdout).toMatch(printed[name] ?? /^$/);
      expect(stderr).toBe('');
    } finally {
      await sandbox.close();
    }
  });
});
