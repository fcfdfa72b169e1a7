import type { ServerResponse } from 'node:http';
import type { Clock } from '../../src/base/context.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { startServer, type Handler } from '../helpers/with-server.ts';

export const region = 'cn-hangzhou';
export const get = { exportId: '200013', region };
export const create = { exportType: 'incident_list', region };
export const good = { RequestId: 'R-good', Id: 200013, ExportStatus: 'exporting', Progress: 5 };

export function respond(response: ServerResponse, status: number, elements: object, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(elements));
}

/** A server that goes through the given handlers, one a request, and stays with the last. */
export async function startScript(...handlers: readonly Handler[]) {
  let next = 0;
  return await startServer((...given) => {
    handlers[Math.min(next++, handlers.length - 1)]?.(...given);
  });
}

export const respondGood: Handler = (_, response) => {
  respond(response, 200, good);
};

export const respondError =
  (code: string, status = 400, headers = {}): Handler =>
  (_, response) => {
    respond(response, status, { RequestId: 'R-bad', Code: code, Message: 'no' }, headers);
  };

/** A server that never responds, and a clock that moves on by a minute when a request has arrived. */
export async function startSilence() {
  let now = 0;
  let arrive = (): void => undefined;
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const server = await startServer(() => {
    now = 60_000;
    arrive();
  });
  const clock: Clock = { now: () => now, sleep: () => arrival };
  return { server, clock };
}

/** Of a client whose eight attempts are made in no time. */
export function createHaste() {
  return { env: {}, clock: createScaledClock(1000), random: () => 0.01 };
}
