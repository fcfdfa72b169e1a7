import { UsageError } from './base/errors.ts';
import { validateOptions, type OptionRules } from './library/validate-options.ts';
import { parseScenario, type Scenario } from './sandbox/scenario.ts';
import { scenarios } from './sandbox/scenarios.ts';
import { startSandbox as start } from './sandbox/start-sandbox.ts';
import { readProcessEnvironment } from './process-environment.ts';

export { UsageError, SiemExportError } from './base/errors.ts';

/**
 * How the emulator behaves.
 *
 * @example
 * ```ts
 * import { getExportTask } from 'siem-export';
 * import { startSandbox, type SandboxOptions } from 'siem-export/sandbox';
 *
 * // An id that no number of JavaScript holds.
 * const options: SandboxOptions = { scenario: { tasks: [{ id: '9007199254740993' }] } };
 * const { env, close } = await startSandbox(options);
 * console.log((await getExportTask('9007199254740993', { env })).response.Id);
 * await close();
 * ```
 */
export interface SandboxOptions {
  /**
   * The name of a built-in scenario (`default`, `failed`, `throttled` and so on), or an object as it
   * would stand in a scenario file; docs/sandbox.md describes both. Default: `default`.
   */
  readonly scenario?: string | object | undefined;
  /** The port of 127.0.0.1, 0 to 65535. Default: 0, a free one. */
  readonly port?: number | undefined;
}

/**
 * A running emulator of the API and of the object store.
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
  /** Variables that point a process, or a call of the library, at the emulator and at nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** Cuts all connections, and leaves neither socket nor timer. */
  readonly close: () => Promise<void>;
}

/**
 * Starts an emulator of the API and of the object store, for tests of programs that use this library
 * or start `siem-export`.
 *
 * @throws UsageError where the scenario is wrong, or the port is taken
 *
 * @example
 * ```ts
 * import { waitForExportTask } from 'siem-export';
 * import { startSandbox } from 'siem-export/sandbox';
 *
 * const scenario = { tasks: [{ id: 200013, durationMs: 500 }] };
 * const sandbox = await startSandbox({ scenario });
 * try {
 *   const { outcome } = await waitForExportTask('200013', { env: sandbox.env });
 *   console.log(outcome);
 * } finally {
 *   await sandbox.close();
 * }
 * ```
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock, random } = readProcessEnvironment();
  validateOptions(options, rules);
  const { scenario = 'default', port } = options;
  const sandbox = await start({ clock, random, port, scenario: findScenario(scenario) });
  return { endpoint: sandbox.endpoint, env: sandbox.env, close: () => sandbox.close() };
}

const rules: OptionRules<SandboxOptions> = {
  // An object is looked at more closely: what is wrong in it is named by its key.
  scenario: {
    allowed: 'the name of a scenario, or an object',
    accepts: (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
  },
  port: {
    allowed: 'a whole number from 0 to 65535',
    accepts: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
  },
};

function findScenario(given: string | object): Scenario {
  if (typeof given !== 'string') return parseScenario(given, 'options.scenario');
  const found = Object.hasOwn(scenarios, given) ? scenarios[given] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(scenarios).join(', ');
  throw new UsageError(
    `options.scenario: ${JSON.stringify(given)} is not a scenario; the scenarios are ${names}`,
  );
}
