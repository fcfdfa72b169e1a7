import { onTestFinished } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import type { Clock } from '../../src/base/context.ts';
import { call, send, type ApiAnswer, type CallOptions, type RawAnswer } from './api-client.ts';

/** A sandbox for one test, and a clock that the test turns by hand. */
export interface TestSandbox extends Sandbox {
  /** Lets time pass for the sandbox. */
  readonly pass: (ms: number) => void;
  readonly now: () => number;
  readonly call: (options?: CallOptions) => Promise<ApiAnswer>;
  /** GetExportTask. */
  readonly ask: (parameters?: Readonly<Record<string, string>>) => Promise<ApiAnswer>;
  /** The Link of a task that has ended. */
  readonly linkOf: (exportId: string) => Promise<string>;
  /** GETs a Link with exactly these headers and Host. */
  readonly fetch: (link: string, request?: FetchOptions) => Promise<RawAnswer>;
}

export interface FetchOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const startAt = Date.UTC(2026, 10, 24);

/** @param scenario JSON of a scenario; the tasks of the default one where it has none */
export async function withSandbox(scenario: object = {}): Promise<TestSandbox> {
  let passedMs = 0;
  const clock: Clock = {
    now: () => startAt + passedMs,
    // Time passes at the test's word: nothing here has to be waited for.
    sleep: (ms, options) => {
      options?.signal?.throwIfAborted();
      passedMs += ms;
      return Promise.resolve();
    },
  };
  const sandbox = await startSandbox({ clock, scenario: parseScenario(scenario, 'the test') });
  onTestFinished(() => sandbox.close());
  const now = (): number => clock.now();
  const callSandbox = (options: CallOptions = {}): Promise<ApiAnswer> =>
    call(sandbox, { date: now(), ...options });
  const ask: TestSandbox['ask'] = (parameters = {}) => callSandbox({ parameters });
  return {
    ...sandbox,
    now,
    pass(ms) {
      passedMs += ms;
    },
    call: callSandbox,
    ask,
    async linkOf(exportId) {
      const { elements } = await ask({ ExportId: exportId });
      return String(elements['Link']);
    },
    fetch(link, { method = 'GET', headers = {} } = {}) {
      const target = link.slice(link.indexOf('/', 'http://'.length));
      const host = new URL(link).host;
      return send(sandbox.endpoint, {
        method,
        target,
        headers: Object.entries({ host, ...headers }),
      });
    },
  };
}
