import { readdir, readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { InterruptionError } from '../../src/base/interruption-error.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { withSandbox } from '../helpers/run-cli.ts';
import { createdWith } from './created-with.ts';

const neverEnding = parseScenario({ created: { durationMs: 10_000_000 } }, 'test');

describe('create', () => {
  it('prints the new id, alone, and sends no filter where none was given', async () => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const { exitCode, stdout, stderr } = await run(['create']);
      expect(exitCode).toBe(0);
      expect(stdout).toBe('500001\n');
      // On a busy machine a minute of the sandbox's clock may pass first: that has a line of its own.
      expect(stderr).toMatch(/^• 500001 {2}created {2}event_\d+_\d+\.xlsx {2}in \d/m);
      expect(createdWith(sandbox)).toEqual([
        { ExportTaskType: 'incident_list', RegionId: 'cn-hangzhou' },
      ]);
      expect(sandbox.requests).toHaveLength(1);
    });
  });

  it('prints one object with --json: the answer, and that the task runs', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { exitCode, stdout } = await run(['create', '--json']);
      expect(exitCode).toBe(0);
      const { RequestId, FileName, Id, Meta } = JSON.parse(stdout) as Record<string, unknown>;
      expect(Id).toBe(500001);
      expect([RequestId, FileName]).toEqual([expect.any(String), expect.any(String)]);
      expect(Meta).toMatchObject({ Outcome: 'running', ExitCode: 0, ExportId: 500001, Polls: 0 });
    });
  });

  it('does the whole job in one line, and the id is there before the file', async () => {
    await withSandbox(undefined, async ({ run, folder, sandbox }) => {
      const argv = ['create', '--level', 'high', '--since', '24h', '--wait', '--download'];
      const { exitCode, stdout, stderr } = await run(argv);
      expect(exitCode).toBe(0);
      expect(stdout).toBe('500001\n');
      expect(stderr).toContain('verified (crc64)');
      expect((await readdir(folder)).filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
      const { ExportTaskParameter = '' } = createdWith(sandbox)[0] ?? {};
      expect(ExportTaskParameter).toMatch(/^\{"ThreatLevel":\["4"\],"StartTime":\d{13}\}$/m);
    });
  });

  it('has one object for the whole job, and one created event', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const whole = await run(['create', '--download', '--json']);
      const { Id, Meta } = JSON.parse(whole.stdout) as { Id: number; Meta: object };
      expect(Id).toBe(500001);
      expect(Meta).toMatchObject({ Outcome: 'succeeded', Download: { Verified: 'crc64' } });
      const { stdout } = await run(['create', '--wait', '--events']);
      const names = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { Event: string; ExportId: number });
      expect(names[0]).toMatchObject({ Event: 'created', ExportId: 500002 });
      expect(names.at(-1)).toMatchObject({ Event: 'result', ExportId: 500002 });
      expect(names.filter(({ Event }) => Event === 'created')).toHaveLength(1);
    });
  });

  it('leaves standard output to the file with --output -', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { exitCode, stdoutBytes } = await run(['create', '--download', '--output', '-']);
      expect(exitCode).toBe(0);
      expect(stdoutBytes.subarray(0, 2).toString()).toBe('PK');
    });
  });

  it('sends region, language and account along, and goes on with them', async () => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const account = ['--role-for', '113091674488', '--region', 'ap-southeast-1', '--lang', 'en'];
      const { exitCode } = await run(['create', '--wait', ...account]);
      expect(exitCode).toBe(0);
      const [created] = createdWith(sandbox);
      expect(created).toMatchObject({ RoleFor: '113091674488', RegionId: 'ap-southeast-1' });
      expect(sandbox.requests.at(-1)?.body.toString()).toBe(
        'ExportId=500001&Lang=en&RegionId=ap-southeast-1&RoleFor=113091674488',
      );
    });
  });

  it('creates a task for each of several accounts, and goes on with each', async () => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const accounts = ['113091674488', '113091674489'];
      const flags = accounts.flatMap((account) => ['--role-for', account]);
      const { exitCode, stdout } = await run(['create', '--wait', ...flags]);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^11309167448[89]\/50000[12]\n11309167448[89]\/50000[12]\n$/);
      expect(
        createdWith(sandbox)
          .map(({ RoleFor }) => RoleFor)
          .sort(),
      ).toEqual(accounts);
    });
  });

  it('shows what is sent with -v, encoded and legible', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { stdout, stderr } = await run(['create', '--name', '告警 é 😀', '-v']);
      expect(stdout).toBe('500001\n');
      expect(stderr).toContain('> ExportTaskParameter=%7B%22IncidentName%22%3A%22%E5%91%8A');
      expect(stderr).toContain('ExportTaskParameter: {"IncidentName":"告警 é 😀"}');
      expect(stderr).toContain('> authorization: ***');
    });
  });
});

describe('going on after create', () => {
  it('is a wait for the new id, with the flags that it knows', async () => {
    await withSandbox(neverEnding, async ({ run, folder }) => {
      const { exitCode, stdout, stderr } = await run(
        'create --level high --name x --filter A=b --timeout 5s --download -d files --region cn-hangzhou'.split(
          ' ',
        ),
      );
      expect(exitCode).toBe(9);
      expect(stdout).toBe('500001\n');
      expect(stderr.trimEnd().split('\n').at(-1)).toBe(
        'siem-export wait 500001 --download --timeout 5s --dir files --region cn-hangzhou',
      );
      expect(await readdir(folder)).toEqual([]);
    });
  });

  it('keeps the id in the object where no poll was answered', async () => {
    const scenario = parseScenario(
      { faults: [{ on: 'GetExportTask', answer: { code: 'OrderExpired' } }] },
      'test',
    );
    await withSandbox(scenario, async ({ run }) => {
      const { exitCode, stdout } = await run(['create', '--wait', '--json']);
      expect(exitCode).toBe(4);
      const { Id, Meta } = JSON.parse(stdout) as { Id: number; Meta: object };
      expect(Id).toBe(500001);
      expect(Meta).toMatchObject({ ExportId: 500001, Error: { Code: 'OrderExpired' } });
    });
  });

  it('stops with Ctrl-C, and the last line goes on', async () => {
    await withSandbox(neverEnding, async ({ run, sandbox }) => {
      const controller = new AbortController();
      const running = run(['create', '--wait'], { signal: controller.signal });
      while (sandbox.requests.length < 2) await setImmediate();
      controller.abort(new InterruptionError('SIGINT'));
      const { exitCode, stdout, stderr } = await running;
      expect(exitCode).toBe(130);
      expect(stdout).toBe('500001\n');
      expect(stderr.trimEnd().split('\n').at(-1)).toBe('siem-export wait 500001');
    });
  });
});

describe('the document of create', () => {
  it('names each of its flags', async () => {
    const text = await readFile(new URL('../../docs/create.md', import.meta.url), 'utf8');
    await withSandbox(undefined, async ({ run }) => {
      const { stdout } = await run(['create', '--help']);
      const own =
        /--(?:name|status|level|uuid|since|until|filter|parameter|dry-run|wait|download)\b/g;
      const flags = new Set(stdout.match(own));
      expect(flags.size).toBe(11);
      for (const flag of flags) expect(text).toContain(flag);
    });
  });
});
