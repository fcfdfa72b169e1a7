import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { withSandbox } from '../helpers/run-cli.ts';

const largest = '9223372036854775807';
const large = parseScenario({ tasks: [{ id: largest, durationMs: 0 }] }, 'test');

describe('--query', () => {
  it.each([
    ['ExportStatus', 'success'],
    ['Progress', '66'],
    ['Meta.Error', ''],
    ['Meta.[Outcome, ExitCode]', '["succeeded",0]'],
    ['{Status: ExportStatus, Bad: Meta.Error}', '{"Status":"success","Bad":null}'],
    ['Meta.Error == null', 'true'],
    ["join('/', [ExportType, to_string(Id)])", 'incident_list/400185'],
  ])('%s is printed bare where it is a text or a number, else as JSON', async (query, printed) => {
    await withSandbox(undefined, async ({ run }) => {
      const { exitCode, stdout } = await run(['status', '400185', '--query', query]);
      expect(exitCode).toBe(0);
      expect(stdout).toBe(`${printed}\n`);
    });
  });

  it('says on stderr that null is there, unless it is to be quiet', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const argv = ['status', '400185', '--query', 'Nowhere.To.Be'];
      const said = await run(argv);
      expect(said).toMatchObject({ exitCode: 0, stdout: '\n' });
      expect(said.stderr).toContain('--query matches nothing: null');
      expect((await run([...argv, '--quiet'])).stderr).toBe('');
    });
  });

  it('prints a line for each task, in every outcome', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const argv = ['wait', '400185', '999', '--query', 'Meta.Outcome'];
      const { exitCode, stdout } = await run(argv);
      expect(exitCode).toBe(12);
      expect(stdout.trimEnd().split('\n').sort()).toEqual(['error', 'succeeded']);
    });
  });

  it.each([['Id'], ['Meta.ExportId'], ['to_string(Id)'], ['[Id][0]'], ['not_null(Nope, Id)']])(
    'keeps all digits of a 64-bit id: %s',
    async (query) => {
      await withSandbox(large, async ({ run }) => {
        const { stdout } = await run(['status', largest, '--query', query]);
        expect(stdout).toBe(`${largest}\n`);
      });
    },
  );

  it.each([
    ['a..b', 'character 3 (".b")'],
    ['Meta.', 'is incomplete'],
    ['', 'is incomplete'],
    ['length(', 'is incomplete'],
    ['nope(@)', 'nope()'],
    ['Meta#', 'character 5'],
  ])('%j is refused before anything is sent, and says where', async (query, where) => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const { exitCode, stdout, stderr } = await run(['wait', '400185', '--query', query]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`--query: ${JSON.stringify(query)}`);
      expect(stderr).toContain(where);
      expect(stdout).toBe('');
      expect(sandbox.requests).toEqual([]);
    });
  });

  it('ends with 2 where it does not fit what was answered', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const fits = await run(['status', '400185', '--query', 'length(Id)']);
      expect(fits).toMatchObject({ exitCode: 2, stdout: '' });
      expect(fits.stderr).toContain('length()');
      const failed = await run(['status', '999', '--query', 'length(Meta.ExportId)']);
      expect(failed).toMatchObject({ exitCode: 5, stdout: '' });
    });
  });

  it('picks from what explain prints', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { exitCode, stdout } = await run(['explain', '9', '--query', 'keys(@)[0]']);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^\w+\n$/);
      expect((await run(['explain', '9', '--query', '['])).exitCode).toBe(2);
      const nothing = await run(['explain', '9', '--query', 'Nowhere']);
      expect(nothing).toMatchObject({ exitCode: 0, stdout: '\n' });
      expect(nothing.stderr).toContain('--query matches nothing');
    });
  });
});
