import { describe, expect, it } from 'vitest';
import { builtInScenarios, type ScenarioName } from '../../src/sandbox/built-in-scenarios.ts';
import { findScenario } from '../../src/sandbox/scenarios.ts';
import { withSandbox } from '../helpers/run-cli.ts';

/* What help and docs/sandbox.md promise: how each command ends in each scenario. */
/** An hour by default, which only takes longer to the same end. */
const limit = ['--timeout', '2m'];
const names = Object.keys(builtInScenarios) as ScenarioName[];

describe.each(names)('in the scenario %s', (name) => {
  const { exits } = builtInScenarios[name];

  it(`create --wait ends with ${exits.create}`, async () => {
    await withSandbox(findScenario(name), async ({ run }) => {
      const { exitCode, stderr } = await run(['create', '--wait', ...limit]);
      expect(exitCode, stderr).toBe(exits.create);
    });
  });

  it(`wait ends with ${exits.wait}, and download with ${exits.download}`, async () => {
    await withSandbox(findScenario(name), async ({ run }) => {
      const waited = await run(['wait', '200013', ...limit]);
      expect(waited.exitCode, waited.stderr).toBe(exits.wait);
      // It ends only when the timeouts of several requests, on the real clock, are over.
      if (name === 'hanging') return;
      const downloaded = await run(['download', '200013']);
      expect(downloaded.exitCode, downloaded.stderr).toBe(exits.download);
    });
  });
});
