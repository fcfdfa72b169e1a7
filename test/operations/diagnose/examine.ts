import { expect } from 'vitest';
import { parseScenario } from '../../../src/sandbox/scenario.ts';
import { withSandbox, type Bench, type CliOptions } from '../../helpers/run-cli.ts';
import { createScaledClock } from '../../helpers/scaled-clock.ts';

export interface CheckObject {
  readonly Name: string;
  readonly State: 'ok' | 'note' | 'failed' | 'skipped';
  readonly Facts: Readonly<Record<string, unknown>> | null;
  readonly SkippedBecause: string | null;
  readonly Error: { readonly Code: string; readonly Message: string; readonly Hint: string } | null;
}

interface Examined {
  readonly exitCode: number;
  readonly en: string;
  readonly zh: string;
  readonly checks: Readonly<Record<string, CheckObject>>;
  /** `ok ok note failed skipped`, in the order of the checks. */
  readonly states: string;
}

/** Runs doctor in both languages and with --json. Checks that it prints no secret. */
export async function examine(
  { run }: Pick<Bench, 'run'>,
  argv: readonly string[] = [],
  options: CliOptions = {},
): Promise<Examined> {
  const clock = createScaledClock(1);
  const json = await run(['doctor', '--json', '-v', ...argv], { clock, ...options });
  const en = await run(['doctor', ...argv], { clock, ...options });
  const zh = await run(['doctor', ...argv], {
    clock,
    ...options,
    env: { ...options.env, SIEM_EXPORT_UI_LANG: 'zh' },
  });
  expect([en.exitCode, zh.exitCode]).toEqual([json.exitCode, json.exitCode]);
  const printed = [json, en, zh].map(({ stdout, stderr }) => stdout + stderr).join('');
  for (const secret of secrets) expect(printed).not.toContain(secret);
  // A hint that suggests doctor is of no use here.
  expect(printed).not.toContain('siem-export doctor');
  const object = JSON.parse(json.stdout) as {
    readonly ExitCode: number;
    readonly Checks: readonly CheckObject[];
  };
  expect(json.stdout.split('\n')).toHaveLength(2);
  expect(object.ExitCode).toBe(json.exitCode);
  return {
    exitCode: json.exitCode,
    en: en.stdout,
    zh: zh.stdout,
    checks: Object.fromEntries(object.Checks.map((check) => [check.Name, check])),
    states: object.Checks.map(({ State }) => State).join(' '),
  };
}

const secrets = ['NotTheSecret/0000000000000000', 'proxy-password', 'CAIStokenTOKENtoken'];

export const inSandbox = (scenario: object | undefined, use: (bench: Bench) => Promise<void>) =>
  withSandbox(scenario === undefined ? undefined : parseScenario(scenario, 'the test'), use, {
    factor: 1,
  });
