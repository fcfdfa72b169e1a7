import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';
import { withSandbox } from '../helpers/run-cli.ts';

/** Ends the title of a window, clears it, rings, begins a C1 sequence, turns the direction of text. */
const hostile = '\u001b]0;x\u0007\u001b[2J\r\u0000\u009b31m\u202e\u2028';
/** All that is no text: but for the line end, nothing of it may be written. */
const control = /[^\P{C}\n]|[\u2028\u2029]/u;

const scenario = parseScenario(
  {
    tasks: [
      { id: 1, durationMs: 0, rows: 3, fileName: `event${hostile}.xlsx` },
      { id: 2, durationMs: 0, finalStatus: `odd${hostile}` },
      { id: 3, durationMs: 0, finalStatus: 'failed' },
      { id: 4, durationMs: 0, elements: { ExportType: `a${hostile}`, RequestId: `r${hostile}` } },
      { id: 5, durationMs: 0 },
      { id: 6, durationMs: 0, elements: { Link: `https://evil.example/${hostile}` } },
    ],
    faults: [
      {
        on: 'GetExportTask',
        where: { ExportId: '5' },
        answer: { code: `Bad${hostile}`, message: `no ${hostile}`, status: 400 },
      },
    ],
  },
  'the test',
);

const commands: readonly (readonly string[])[] = [
  ['status', '1', '2', '3', '4', '5', '6'],
  ['status', '1', '2', '4', '5', '--json'],
  ['status', '1', '--verbose'],
  ['wait', '1', '3', '4', '5'],
  ['wait', '2', '--timeout', '1s'],
  ['wait', '2', '--on-unknown', 'fail', '--json'],
  ['wait', '1', '5', '--events'],
  ['download', '1', '6'],
  ['download', '1', '-d', `evidence${hostile}`, '--json'],
  ['create', '--name', `x${hostile}`, '--wait', '--verbose'],
  ['create', '--name', `x${hostile}`, '--dry-run'],
  ['list', '--refresh'],
  ['list', '--json'],
  ['verify', 'hostile.xlsx', `no${hostile}.xlsx`],
  ['doctor'],
  ['explain', `Bad${hostile}`],
  ['explain', 'NoPermission'],
  ['config', 'set', `k${hostile}`, 'v'],
  ['config', 'list'],
  ['forget', '1', '2'],
  ['completion', 'bash'],
  ['help', 'wait'],
  [`wiat${hostile}`],
  ['wait', `1${hostile}`],
  ['wait', '1', `--timeuot${hostile}`],
  ['wait', '1', '--timeout', hostile],
  ['wait', '1', '--endpoint', `https://h${hostile}`],
];

describe('output that goes to no terminal', () => {
  it.each(commands)('has no control characters: %j', async (...argv) => {
    await withSandbox(scenario, async ({ run, folder }) => {
      await writeFile(join(folder, 'hostile.xlsx'), 'x');
      await writeFile(join(folder, 'hostile.xlsx.receipt.json'), JSON.stringify({ Tool: hostile }));
      for (const language of ['en', 'zh']) {
        const { stdout, stderr } = await run(argv, {
          env: { TERM: 'xterm-256color', WT_SESSION: 'x', SIEM_EXPORT_UI_LANG: language },
        });
        expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(control);
      }
    });
  });

  it('keeps the values of JSON whole', async () => {
    await withSandbox(scenario, async ({ run }) => {
      const { stdout } = await run(['status', '1', '--json']);
      expect((JSON.parse(stdout) as { FileName: string }).FileName).toBe(`event${hostile}.xlsx`);
    });
  });
});

describe('colours', () => {
  const bold = { columns: 80, rows: 24 };

  /** Runs a command whose answer goes to stdout and whose error to stderr, each a terminal or not. */
  async function look(
    terminals: { stdout: boolean; stderr: boolean },
    env: Record<string, string> = {},
    flags: readonly string[] = [],
  ) {
    let seen = '';
    await withSandbox(scenario, async ({ sandbox, folder, config }) => {
      const stdout = new MemoryStream(terminals.stdout ? bold : undefined);
      const stderr = new MemoryStream(terminals.stderr ? bold : undefined);
      await main(['status', '1', '5', ...flags], {
        streams: {
          stdin: Readable.from([]),
          stdout,
          stderr,
          print: (text) => stdout.write(text),
        },
        env: { ...sandbox.env, ...env },
        cwd: folder,
        directories: { home: folder, config, temporary: folder },
        clock: { now: Date.now, sleep: () => Promise.resolve() },
        random: Math.random,
        signal: new AbortController().signal,
        onStatusRequest: () => () => undefined,
        keepHeapSmall: () => Promise.resolve(),
        runtime: 'test',
        programCommand: [],
      });
      const isColoured = ({ text }: MemoryStream) => text.includes('\u001b[3');
      seen = [isColoured(stdout) ? 'stdout' : '', isColoured(stderr) ? 'stderr' : ''].join(' ');
    });
    return seen.trim();
  }

  it.each<[string, Parameters<typeof look>, string]>([
    ['both terminals', [{ stdout: true, stderr: true }], 'stdout stderr'],
    ['stdout piped', [{ stdout: false, stderr: true }], 'stderr'],
    ['stderr redirected', [{ stdout: true, stderr: false }], 'stdout'],
    ['neither', [{ stdout: false, stderr: false }], ''],
    ['NO_COLOR', [{ stdout: true, stderr: true }, { NO_COLOR: '1' }], ''],
    ['FORCE_COLOR', [{ stdout: false, stderr: false }, { FORCE_COLOR: '1' }], 'stdout stderr'],
    ['TERM=dumb', [{ stdout: true, stderr: true }, { TERM: 'dumb' }], ''],
    ['CI', [{ stdout: true, stderr: true }, { CI: 'true' }], 'stdout stderr'],
    ['--no-color', [{ stdout: true, stderr: true }, {}, ['--no-color']], ''],
    [
      '--no-color, and a usage error',
      [{ stdout: true, stderr: true }, {}, ['--no-color', '-x']],
      '',
    ],
  ])('%s', async (_, parameters, expected) => {
    expect(await look(...parameters)).toBe(expected);
  });
});
