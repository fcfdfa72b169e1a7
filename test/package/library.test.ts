import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox.ts';
import { documentedElements } from '../../src/sandbox/scenario.ts';
import { sessionKey, standardKey } from '../../src/sandbox/keys.ts';
import { readDocumentedCode, readExamples, type Example } from './examples.ts';
import { packAndInstall, root, runTool, type Packed } from './packed.ts';

const examples = await readExamples();
const documented = await readDocumentedCode();

/** What the documents take for granted. */
const vault = `declare const myVault: {
  read(name: string, options: { fresh: boolean; signal: AbortSignal }):
    Promise<{ id: string; secret: string; token: string }>;
};`;

/** How a program in CommonJS takes the library. */
const required = `import library = require('siem-export');
import sandbox = require('siem-export/sandbox');
const options: library.WaitOptions = { timeoutMs: 5, signal: undefined };
export const ended: Promise<library.WaitOutcome> = library.waitForExportTask('1', options);
export const started: Promise<sandbox.Sandbox> = sandbox.startSandbox();`;

const functions = [
  ...['createExportTask', 'downloadExportFile', 'getExportTask'],
  ...['waitForExportTask', 'watchExportTask', 'convertWorkbook', 'readRows'],
];

/** What each example prints, by the export that it stands at. */
const printed: Readonly<Record<string, RegExp>> = {
  getExportTask: /^running \d+ \d{13}\n$/,
  waitForExportTask: /^event_\S+\.xlsx\n$/,
  watchExportTask: /^running .*\n[\s\S]*succeeded \d+ \S*\n$/,
  createExportTask: /^succeeded\n$/,
  downloadExportFile: /^\S+exports\S+\.xlsx \d+ [0-9a-f]{64} crc64\n$/,
  readRows: /^\d+\n$/,
  convertWorkbook: /^\d+ \d+\n$/,
  WorkbookSource: /^\d+\n$/,
  WorkbookRow: /^true\n$/,
  RowsOptions: /^object\nobject\n$/,
  ConvertOptions: /^ndjson\n$/,
  ConvertedWorkbook: /^64 false\n$/,
  SandboxRequest: /^GetExportTask 200013 200\n$/,
  startSandbox: /^failed\nGetExportTask\n$/,
  SiemExportError: /^\S+ not-found false [\w-]+\n$/,
  UsageError: /"cn-beijing".*cn-hangzhou.*\n$/,
  ResponseElements: /^400185 success 66\n$/,
  ExportTask: /^200013 running \d+ % since \d{4}-\S+Z\n$/,
  CreatedExportTask: /^\d+ event_\S+\.xlsx \S+\n$/,
  Credentials: /^succeeded\n$/,
  CredentialsFunction: /^succeeded\n$/,
  CallOptions: /^succeeded 400185\nsucceeded 400185\n$/,
  WaitOptions: /^succeeded\n$/,
  CreateOptions: /^\d+\n$/,
  DownloadOptions: /^(?:\d+ of \d+\n)+$/,
  DownloadedFile: /^[0-9a-f]{64} {2}\S+sums\S+\.xlsx\n$/,
  WaitOutcome: /^fetch\n$/,
  SucceededOutcome: /^\d+\n$/,
  FailedOutcome: /^200014: TaskFailed, request \S+\n$/,
  UnfinishedOutcome: /^true true\n$/,
  TaskName: /^(?:running|succeeded)\n$/,
  TaskReference: /^succeeded\n$/,
  WatchedTask: /^poll 1: \d+ %, done at about \S+.*\n[\s\S]*\n$/,
  SandboxOptions: /^9007199254740993n\n$/,
  Sandbox: /^true\n$/,
  Scenario: /^$/,
  ScenarioName: /^$/,
};

/** These show a task that runs. */
const asksOnce = ['getExportTask', 'ExportTask', 'UnfinishedOutcome'];

/** Where the examples look for keys of their own. */
const ownKeys = { MY_KEY_ID: standardKey.accessKeyId, MY_KEY_SECRET: standardKey.accessKeySecret };

/** The compiler's ways of finding a package, one CommonJS among them. */
const setups = [
  { moduleResolution: 'node16', module: 'node16' },
  { moduleResolution: 'nodenext', module: 'nodenext' },
  { moduleResolution: 'bundler', module: 'esnext' },
];

describe('the library where it is installed', () => {
  let packed: Packed;
  beforeAll(async () => {
    packed = await packAndInstall();
    await writeFile(join(packed.project, 'vault.d.ts'), vault);
    await writeFile(join(packed.project, 'required.cts'), required);
    await writeFile(join(packed.project, 'session.json'), JSON.stringify(sessionKey));
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

  it('has an example for each of its exports, types too, and more in its document', () => {
    expect(documented.length).toBeGreaterThan(3);
    expect(examples.filter(({ code }) => code === '').map(({ name }) => name)).toEqual([]);
    expect(examples.map(({ name }) => name).sort()).toEqual(Object.keys(printed).sort());
  });

  it.each(['import', 'require'])('exports what its types name, by %s', async (way) => {
    const load = way === 'import' ? 'await import' : 'createRequire(resolve("x.cjs"))';
    const code = `import { createRequire } from 'node:module';
      import { resolve } from 'node:path';
      for (const door of ['siem-export', 'siem-export/sandbox']) {
        console.log(Object.keys(${load}(door)).sort().join(' '));
      }`;
    const args = ['--input-type=module', '-e', code];
    const run = await promisify(execFile)(process.execPath, args, { cwd: packed.project });
    expect(run).toEqual({
      stdout: `${[...functions, 'SiemExportError', 'UsageError'].sort().join(' ')}
SiemExportError UsageError startSandbox
`,
      stderr: '',
    });
  });

  it.each(setups)(
    'is typed for moduleResolution $moduleResolution',
    async ({ moduleResolution, module }) => {
      const config = join(packed.project, `tsconfig.${moduleResolution}.json`);
      const compilerOptions = {
        ...{
          moduleResolution,
          module,
          target: 'es2022',
          lib: ['es2022'],
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          noEmit: true,
        },
        ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
        // Once with the types themselves, which takes the compiler as long as all of Node's.
        skipLibCheck: moduleResolution !== 'node16',
      };
      const names = [...examples, ...documented].map(({ name }) => name);
      // Of CommonJS: TypeScript lets it require an ES module where Node.js does.
      const common = module === 'nodenext' ? ['required.cts'] : [];
      const files = ['vault.d.ts', ...common, ...names.map((name) => `${name}.ts`)];
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
          { id: 400185, durationMs: 0, elements: documentedElements },
          { id: 200013, durationMs: asksOnce.includes(name) ? 600_000 : 1500 },
          { id: 200014, durationMs: 0, finalStatus: 'failed' },
        ],
      },
    });
    const { PATH } = process.env;
    const env = { PATH, HOME: packed.folder, ...ownKeys, ...sandbox.env };
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
