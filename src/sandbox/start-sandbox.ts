import type { IncomingMessage, ServerResponse } from 'node:http';
import { createCRC64, type IHasher } from 'hash-wasm';
import type { Clock } from '../base/context.ts';
import { createApi } from './api/api.ts';
import { createFaultScript } from './fault-script.ts';
import type { Exchange } from './http/exchange.ts';
import { playExchange } from './http/play-exchange.ts';
import { readRequest, splitTarget, type ReceivedRequest } from './http/received-request.ts';
import { serve, type TlsOptions } from './http/serve.ts';
import { createRequestIds } from './request-ids.ts';
import { createRequestLog, type RecordedRequest } from './request-log.ts';
import { createSandboxEnvironment } from './sandbox-environment.ts';
import { parseScenario, type LoadedScenario } from './scenario.ts';
import { createObjectStore } from './store/object-store.ts';

export interface SandboxOptions {
  /** What time it is there; tasks, Links and delays follow it. */
  readonly clock: Clock;
  /** Where given, request ids follow from it. */
  readonly random?: (() => number) | undefined;
  /** Default: 0, a free one. */
  readonly port?: number | undefined;
  /** Default: the built-in `default`. */
  readonly scenario?: LoadedScenario | undefined;
  /** How many times faster tasks run, and delays and bodies pass. Timestamps follow `clock`. Default: 1. */
  readonly speed?: number | undefined;
  /** Called for each request, once its response was sent or is out of the question. */
  readonly onRequest?: ((request: RecordedRequest) => void) | undefined;
  /** The sandbox then speaks https. */
  readonly tls?: TlsOptions | undefined;
}

/** A running emulator of the API and of the object store. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`, of both sides: `POST /` is the API, all other paths are the store. */
  readonly endpoint: string;
  /** Variables that point a process at the sandbox; an empty value takes one of the user's away. */
  readonly env: Readonly<Record<string, string>>;
  /** What has arrived, oldest first; the last thousand. */
  readonly requests: readonly RecordedRequest[];
  /** Cuts all connections at once, and leaves neither socket nor timer. */
  close(): Promise<void>;
}

/**
 * Starts an emulator on 127.0.0.1.
 * @throws UsageError where the port is taken or may not be used
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { speed = 1, scenario = parseScenario({}, 'default') } = options;
  const clock = offsetClock(options.clock, scenario.clockOffsetMs);
  const log = createRequestLog();
  const crc64 = await createCRC64();
  const { origin, onRequest, close } = await serve(options.port ?? 0, options.tls);
  const prepare = createSides({ scenario, speed, clock, origin, crc64, random: options.random });

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message);
    const side = splitTarget(request.target).path === '/' ? 'api' : 'store';
    const { recorded, noteStatus } = log.add({ side, arrivedAt: options.clock.now(), ...request });
    // Also emitted when the connection ends without a response.
    response.once('close', () => options.onRequest?.(recorded));
    await playExchange(response, () => prepare(request, side), { clock, noteStatus });
  };
  onRequest((message, response) => {
    // A client that disconnects during its request needs no response.
    handle(message, response).catch(() => response.destroy());
  });
  return { endpoint: origin, env: createSandboxEnvironment(origin), requests: log.requests, close };
}

interface SidesOptions {
  readonly scenario: LoadedScenario;
  readonly speed: number;
  readonly clock: Clock;
  readonly origin: string;
  readonly crc64: IHasher;
  readonly random: (() => number) | undefined;
}

/** The API and the store behind it, and the faults of both. */
function createSides({
  scenario,
  speed,
  clock,
  origin,
  crc64,
  random,
}: SidesOptions): (request: ReceivedRequest, side: RecordedRequest['side']) => Exchange {
  const requestIds = createRequestIds(random);
  const faults = createFaultScript(scenario.faults, speed);
  const now = (): number => clock.now();
  const store = createObjectStore({ origin, faults, now, requestIds, crc64 });
  const prepareCall = createApi({ scenario, speed, faults, linkTo: store.linkTo, now, requestIds });
  return (request, side) => (side === 'api' ? prepareCall(request) : store.prepare(request));
}

function offsetClock(clock: Clock, offsetMs: number): Clock {
  return {
    now: () => clock.now() + offsetMs,
    sleep: (ms, options) => clock.sleep(ms, options),
  };
}
