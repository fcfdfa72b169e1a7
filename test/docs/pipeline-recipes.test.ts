import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/base/exit-codes.ts';
import { openRecipeBench } from './recipe-bench.ts';
import { readYamlRecipe } from './recipe.ts';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly 'timeout-minutes': number; readonly steps: readonly Step[] }>
  >;
}

interface GitlabJob {
  readonly script: readonly string[];
  readonly retry?: unknown;
}

/** The commands of a job that are no installation of the program. */
const commandsOf = (steps: readonly Step[] = []): readonly Required<Pick<Step, 'run'>>[] =>
  steps.flatMap(({ run, ...step }) =>
    run === undefined || run.startsWith('npm ') ? [] : [{ ...step, run }],
  );

describe('the workflows for GitHub Actions', () => {
  it.each(['.github/workflows/incidents.yml', '.github/workflows/accounts.yml'])(
    '%s: may ask for an OIDC token, and gives up after the program did',
    (name) => {
      const { permissions, jobs } = readYamlRecipe(name) as Workflow;
      expect(permissions['id-token']).toBe('write');
      for (const job of Object.values(jobs)) {
        const [, minutes = '0'] = /--timeout (\d+)m/.exec(JSON.stringify(job)) ?? [];
        expect(job['timeout-minutes']).toBeGreaterThan(Number(minutes));
      }
    },
  );

  it('hand the id from one job to the next, which fetches the file', async () => {
    const { run, folder, list } = await openRecipeBench();
    const { jobs } = readYamlRecipe('.github/workflows/incidents.yml') as Workflow;
    const [create, fetch] = [jobs['create'], jobs['fetch']].map((job) => commandsOf(job?.steps));
    const output = join(folder, 'output');
    // As the runner starts a step: bash -e.
    const env = { GITHUB_OUTPUT: output };
    expect((await run(`set -e; ${create?.[0]?.run ?? ''}`, { env })).code).toBe(0);
    const [, id = ''] = /^id=(\d+)\n$/.exec(await readFile(output, 'utf8')) ?? [];
    expect((await run(fetch?.[0]?.run ?? '', { env: { EXPORT_ID: id } })).code).toBe(0);
    expect(await list('evidence')).toHaveLength(2);
    expect((await run(fetch?.[0]?.run ?? '', { env: { EXPORT_ID: '3' } })).code).toBe(3);
  });

  it('fetch for the account of the matrix', async () => {
    const { run, list } = await openRecipeBench({ tasks: [{ id: 200013, durationMs: 0 }] });
    const { jobs } = readYamlRecipe('.github/workflows/accounts.yml') as Workflow;
    const [step] = commandsOf(jobs['fetch']?.steps);
    const ended = await run(step?.run ?? '', { env: { SIEM_EXPORT_ROLE_FOR: '113091674488' } });
    expect(ended.code).toBe(0);
    expect((await list('evidence'))[0]).toContain('113091674488');
  });
});

describe('the pipeline for GitLab', () => {
  const jobs = readYamlRecipe('.gitlab-ci.yml') as Record<string, GitlabJob>;
  const script = (name: string): string => (jobs[name]?.script ?? []).join('\n');

  it('hands the id from one job to the next, which fetches the file', async () => {
    const { run, folder, list } = await openRecipeBench();
    expect((await run(`set -e; ${script('create')}`)).code).toBe(0);
    const variables = await readFile(join(folder, 'export.env'), 'utf8');
    expect(variables).toMatch(/^EXPORT_ID=\d+\n$/);
    expect((await run(`set -e; ${variables}${script('fetch')}`)).code).toBe(0);
    expect(await list('evidence')).toHaveLength(2);
  });

  it('stops where the create fails, and leaves no id', async () => {
    const faults = [{ on: 'CreateExportTask', answer: { code: 'NoPermission' } }];
    const { run, list } = await openRecipeBench({ faults });
    expect((await run(`set -e; ${script('create')}`)).code).toBe(4);
    expect(await list('.')).toEqual([]);
  });

  it('retries the wait where that may help, and a create never', () => {
    expect(jobs['create']?.retry).toBe(0);
    const names = ['unavailable', 'download', 'timed-out', 'stalled', 'integrity'] as const;
    const codes = names.map((name) => exitCodes[name]);
    expect(jobs['fetch']?.retry).toEqual({ max: 2, exit_codes: codes });
  });
});
