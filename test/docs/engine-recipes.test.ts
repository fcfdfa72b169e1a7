import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { exitCodes } from '../../src/base/exit-codes.ts';
import { makeFolder } from '../helpers/built-program.ts';
import { isInstalled, openRecipeBench } from './recipe-bench.ts';
import { readRecipe, readYamlRecipe, recipes } from './recipe.ts';

interface Pod {
  readonly containers: readonly {
    readonly name: string;
    readonly command: readonly string[];
    readonly env: readonly { readonly name: string }[];
  }[];
}

interface Job {
  readonly podFailurePolicy: {
    readonly rules: readonly {
      readonly onExitCodes?: { readonly containerName: string; readonly values: readonly number[] };
    }[];
  };
  readonly template: { readonly spec: Pod };
}

const hopeless = ['usage', 'task-failed', 'auth', 'not-found', 'partial'] as const;

describe('the YAML of recipes.md', () => {
  it.each(recipes.filter(({ language }) => language === 'yaml'))(
    '$name can be read',
    ({ text }) => {
      for (const { errors, warnings } of parseAllDocuments(text, {
        strict: true,
        uniqueKeys: true,
      }))
        expect([...errors, ...warnings]).toEqual([]);
    },
  );

  it('has no account or id that YAML makes a number of', () => {
    const numbers = /(?:account|ROLE_FOR)\w*: *\[?\d|, \d{6,}/;
    for (const { language, text } of recipes) {
      if (language === 'yaml') expect(text).not.toMatch(numbers);
    }
  });
});

describe('the jobs for Kubernetes', () => {
  const { spec: cronJob } = readYamlRecipe('cronjob.yaml') as {
    spec: { jobTemplate: { spec: Job } };
  };
  const nightly = cronJob.jobTemplate.spec;
  const { spec: fleet } = readYamlRecipe('accounts-job.yaml') as { spec: Job };

  it.each([
    ['cronjob.yaml', nightly],
    ['accounts-job.yaml', fleet],
  ])('%s gives up at once where another try would end in the same way', (_, job) => {
    const rule = job.podFailurePolicy.rules.find(({ onExitCodes }) => onExitCodes !== undefined);
    expect(rule?.onExitCodes?.values).toEqual(hopeless.map((name) => exitCodes[name]));
    expect(rule?.onExitCodes?.containerName).toBe(job.template.spec.containers[0]?.name);
  });

  it('the CronJob runs nightly.sh', () => {
    expect(nightly.template.spec.containers[0]?.command).toEqual(['nightly.sh', '/exports']);
  });

  it('the Indexed Job takes the account of its index', async () => {
    const { run, folder, list } = await openRecipeBench();
    const accounts = join(folder, 'accounts.txt');
    await writeFile(accounts, '1193842352994186\n113091674488\n');
    const [, flags = '', script = ''] = fleet.template.spec.containers[0]?.command ?? [];
    const line = `bash ${flags} "$SCRIPT"`;
    const env = { SCRIPT: script, ACCOUNTS: accounts, EXPORTS: join(folder, 'exports') };
    expect((await run(line, { env: { ...env, JOB_COMPLETION_INDEX: '1' } })).code).toBe(0);
    const [day = ''] = await list('exports/113091674488');
    expect(await list(`exports/113091674488/${day}`)).toHaveLength(3);
    const none = await run(line, { env: { ...env, JOB_COMPLETION_INDEX: '2' } });
    expect(none.stderr).toContain('no account for this index');
  });
});

const hasSystemd = await isInstalled('systemd-analyze');

describe('the units for systemd', () => {
  const service = readRecipe('/etc/systemd/system/siem-export.service');
  const timer = readRecipe('/etc/systemd/system/siem-export.timer');

  it('run nightly.sh, and give up where another try would end in the same way', () => {
    expect(service).toContain('\nExecStart=/usr/local/bin/nightly.sh /var/lib/siem-export\n');
    const codes = hopeless.map((name) => exitCodes[name]).join(' ');
    expect(service).toContain(`\nRestartPreventExitStatus=${codes}\n`);
    expect(service).toContain(`\nSuccessExitStatus=${exitCodes.terminated}\n`);
  });

  // It comes with systemd itself, which a container has not.
  it.skipIf(!hasSystemd)('are what systemd accepts', async () => {
    const folder = await makeFolder();
    const unit = join(folder, 'siem-export.service');
    await writeFile(unit, service.replace('/usr/local/bin/nightly.sh', '/bin/true'));
    await writeFile(join(folder, 'siem-export.timer'), timer);
    const run = promisify(execFile);
    const args = ['verify', '--man=no', unit, join(folder, 'siem-export.timer')];
    const { stdout, stderr } = await run('systemd-analyze', args);
    const ofOurs = (stdout + stderr).split('\n').filter((line) => line.includes('siem-export'));
    expect(ofOurs).toEqual([]);
  });
});
