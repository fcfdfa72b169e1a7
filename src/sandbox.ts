import { UsageError } from './base/errors.ts';
import { validateOptions, type OptionRules } from './library/validate-options.ts';
import type { ScenarioName } from './sandbox/built-in-scenarios.ts';
import { describeRequest, type SandboxRequest } from './sandbox/request-log.ts';
import { parseScenario, type LoadedScenario } from './sandbox/scenario.ts';
import type { Scenario } from './sandbox/scenario-types.ts';
import { findScenario, scenarioNames } from './sandbox/scenarios.ts';
import { startSandbox as start } from './sandbox/start-sandbox.ts';
import { readProcessEnvironment } from './process-environment.ts';

export { UsageError, SiemExportError } from './base/errors.ts';
export type { SandboxRequest, Scenario, ScenarioName };

/**
 * How the sandbox behaves.
 *
 * @example
 * ```ts
 * import { getExportTask } from 'siem-export';
 * import { startSandbox, type SandboxOptions } from 'siem-export/sandbox';
 *
 * // A JavaScript number cannot hold this id; a string can.
 * const options: SandboxOptions = { scenario: { tasks: [{ id: '9007199254740993' }] }, speed: 100 };
 * const { env, close } = await startSandbox(options);
 * console.log((await getExportTask('9007199254740993', { env })).response.Id);
 * await close();
 * ```
 */
export interface SandboxOptions {
  /**
   * The name of a built-in scenario, or a scenario as in a scenario file; docs/sandbox.md describes
   * both. Default: `default`.
   */
  readonly scenario?: ScenarioName | Scenario | undefined;
  /**
   * How many times faster than the clock tasks run, and delays and slow bodies pass. Timestamps stay
   * those of the clock. Above 0, at most 1000000. Default: 1.
   */
  readonly speed?: number | undefined;
  /** The port, 0 to 65535. Default: 0, a free one. */
  readonly port?: number | undefined;
  /** Always 127.0.0.1: the sandbox never listens on another address. */
  readonly host?: '127.0.0.1' | undefined;
}

/**
 * A running sandbox.
 *
 * @example
 * ```ts
 * import { execFileSync } from 'node:child_process';
 * import { startSandbox, type Sandbox } from 'siem-export/sandbox';
 *
 * const sandbox: Sandbox = await startSandbox();
 * const env = { ...process.env, ...sandbox.env };
 * const print = 'console.log(process.env.SIEM_EXPORT_ENDPOINT)';
 * const printed = execFileSync(process.execPath, ['-e', print], { env, encoding: 'utf8' });
 * console.log(printed.trim() === sandbox.endpoint);
 * await sandbox.close();
 * ```
 */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`, of the API and of the store. */
  readonly endpoint: string;
  /** Environment variables that point a process, or a call of the library, at this sandbox only. */
  readonly env: Readonly<Record<string, string>>;
  /** The last 1000 requests, oldest first, as of now. */
  readonly requests: readonly SandboxRequest[];
  /** Cuts all connections, and leaves neither socket nor timer. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a local emulator of the API and of the object store, for tests of programs that use this
 * library or run `siem-export`.
 *
 * @throws UsageError if an option or the scenario is wrong, or the port is in use
 *
 * @example
 * ```ts
 * import { waitForExportTask } from 'siem-export';
 * import { startSandbox } from 'siem-export/sandbox';
 *
 * const sandbox = await startSandbox({ scenario: 'failed', speed: 100 });
 * try {
 *   const { outcome } = await waitForExportTask('200013', { env: sandbox.env });
 *   console.log(outcome); // failed
 *   console.log(sandbox.requests.at(-1)?.action); // GetExportTask
 * } finally {
 *   await sandbox.close();
 * }
 * ```
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock, random } = readProcessEnvironment();
  validateOptions(options, rules);
  const { scenario = 'default', port, speed } = options;
  const sandbox = await start({ clock, random, port, speed, scenario: loadScenario(scenario) });
  return {
    endpoint: sandbox.endpoint,
    env: sandbox.env,
    get requests() {
      return sandbox.requests.map(describeRequest);
    },
    close: () => sandbox.close(),
  };
}

const rules: OptionRules<SandboxOptions> = {
  // parseScenario checks an object key by key.
  scenario: {
    allowed: 'the name of a scenario, or an object',
    accepts: (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
  },
  speed: {
    allowed: 'a number above 0, at most 1000000',
    accepts: (value) => typeof value === 'number' && value > 0 && value <= 1_000_000,
  },
  port: {
    allowed: 'a whole number from 0 to 65535',
    accepts: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
  },
  host: {
    allowed: '"127.0.0.1": the sandbox listens on loopback only',
    accepts: (value) => value === '127.0.0.1',
  },
};

function loadScenario(given: ScenarioName | Scenario): LoadedScenario {
  if (typeof given !== 'string') return parseScenario(given, 'options.scenario');
  const found = findScenario(given);
  if (found !== undefined) return found;
  throw new UsageError(
    `options.scenario: ${JSON.stringify(given)} is not a scenario; the scenarios are ${scenarioNames.join(', ')}`,
  );
}
