import { describe, expect, it } from 'vitest';
import { apiCodes } from '../../../src/api/codes.ts';
import { exitCodes } from '../../../src/base/exit-codes.ts';
import type { CodeTable } from '../../../src/base/raise.ts';
import { explain, toolCodes } from '../../../src/operations/explain/explain.ts';
import { runCli } from '../../helpers/run-cli.ts';

const tables: readonly CodeTable[] = [...Object.values(toolCodes).flat(), apiCodes];
const entries = tables.flatMap((table) => Object.entries(table));
const names = [...new Set(entries.flatMap(([code, { examples = [] }]) => [code, ...examples]))];
const exits = Object.entries(exitCodes);

describe('an explanation', () => {
  it.each([...names, ...exits.flatMap(([name, code]) => [name, String(code)])])(
    'is there for %s, in English and Chinese, and in JSON',
    async (name) => {
      const explained = explain(name);
      const en = await runCli(['explain', name]);
      const zh = await runCli(['explain', name], { env: { LANG: 'zh_CN.UTF-8' } });
      const json = await runCli(['explain', name, '--json']);
      expect([en.exitCode, zh.exitCode, json.exitCode]).toEqual([0, 0, 0]);
      expect([en.stderr, zh.stderr, json.stderr]).toEqual(['', '', '']);
      for (const text of [explained.cause, explained.advice]) {
        expect(text.en).toMatch(/^[\x20-\x7e]+$/);
        expect(text.zh).toMatch(/\p{Script=Han}/u);
        expect(en.stdout).toContain(text.en);
        expect(zh.stdout).toContain(text.zh);
      }
      expect(en.stdout).toContain(`exit code ${exitCodes[explained.exit]} (${explained.exit})`);
      expect(JSON.parse(json.stdout)).toMatchObject({
        Schema: 1,
        Kind: explained.kind,
        Name: explained.name,
        ExitCode: exitCodes[explained.exit],
        Cause: explained.cause.en,
        Retryable: explained.retryable,
        Advice: explained.advice.en,
      });
    },
  );

  it('says for a code of the API which of the two calls is sent again', async () => {
    const { stdout } = await runCli(['explain', 'InternalError']);
    expect(stdout).toContain('GetExportTask: yes, automatically; CreateExportTask: no');
    const json = await runCli(['explain', 'InvalidTimeStamp.Expired', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      Retry: { GetExportTask: 'correct-clock', CreateExportTask: 'correct-clock' },
    });
  });

  it.each(['Throttling.Api.Minute', 'ExportTaskNotFound', 'Http503', 'Forbidden.RAM'])(
    'is there for %s, which a pattern covers',
    (code) => {
      expect(explain(code).name).toBe(code);
    },
  );

  it('keeps a terminal within its width', async () => {
    const { formatExplanation } =
      await import('../../../src/terminal/explanation/explanation-block.ts');
    const { createStyle } = await import('../../../src/terminal/style/style.ts');
    const { MemoryStream } = await import('../../helpers/memory-streams.ts');
    const stream = new MemoryStream({ columns: 60, rows: 24 });
    for (const language of ['en', 'zh']) {
      const style = createStyle({ stream, env: { SIEM_EXPORT_UI_LANG: language } });
      const lines = formatExplanation(explain('NoPermission'), style).split('\n');
      // The name of an environment variable or an action is not broken.
      expect(lines.filter((line) => style.measure(line) > 60)).toEqual([]);
      expect(lines.length).toBeGreaterThan(4);
    }
  });
});

describe('a code in other words', () => {
  it.each([
    ['no-credentials', 'CredentialsNotFound'],
    ['timeout', 'timed-out'],
    ['link-expired', 'LinkExpired'],
    ['LINK_EXPIRED', 'LinkExpired'],
    ['Timed Out', 'timed-out'],
    ['nopermission', 'NoPermission'],
  ])('%s is %s', (asked, meant) => {
    expect(explain(asked)).toEqual(explain(meant));
  });
});

describe('a code that nobody knows', () => {
  it.each([
    ['Throtling', 'Throttling'],
    ['Throtle', 'Throttling'],
    ['ENOTFOUD', 'ENOTFOUND'],
    ['InvalidTimeStamp', 'InvalidTimeStamp.Expired'],
  ])('is a usage error; for %s it suggests %s', async (asked, meant) => {
    const { exitCode, stdout, stderr } = await runCli(['explain', asked]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`"${asked}" is not a known`);
    expect(stderr).toMatch(new RegExp(`Did you mean .*${meant}`));
    const zh = await runCli(['explain', asked], { env: { LC_ALL: 'zh_CN' } });
    expect(zh.stderr).toMatch(new RegExp(`您是否想输入 .*${meant}`));
  });

  it.each(['13', '144', 'quite something else', '', '\u001b[31mred'])(
    'gets no suggestion where none is near: %j',
    async (asked) => {
      const { exitCode, stderr } = await runCli(['explain', asked]);
      expect(exitCode).toBe(2);
      expect(stderr).not.toContain('Did you mean');
      expect(stderr).not.toContain('\u001b');
    },
  );
});

describe('the tables', () => {
  it('have no line that nothing matches: each pattern has examples that it explains', () => {
    for (const [code, { examples = [], cause }] of entries) {
      for (const name of [code, ...examples]) expect(explain(name).cause).toEqual(cause);
    }
  });
});
