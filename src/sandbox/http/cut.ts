import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Effects } from '../schema/fault-schema.ts';

/** Where a body is cut, and what becomes of the connection then. */
export interface Cut {
  readonly kind: 'reset' | 'truncate' | 'hang';
  readonly atByte: number;
}

/** The cut that comes first, or undefined where the body is to be sent to its end. */
export function findCut({ reset, truncateAfterBytes, hang }: Effects): Cut | undefined {
  const cuts: Cut[] = [];
  if (typeof reset === 'number') cuts.push({ kind: 'reset', atByte: reset });
  if (truncateAfterBytes !== undefined) {
    cuts.push({ kind: 'truncate', atByte: truncateAfterBytes });
  }
  if (typeof hang === 'number') cuts.push({ kind: 'hang', atByte: hang });
  return cuts.sort((a, b) => a.atByte - b.atByte)[0];
}

/** Ends an answer in mid-body, once all that was written has left the process. */
export async function cutConnection(response: ServerResponse, kind: Cut['kind']): Promise<void> {
  response.flushHeaders();
  if (kind === 'hang') return;
  if (kind === 'truncate' && response.chunkedEncoding) {
    response.end();
    return;
  }
  const { socket } = response;
  if (socket === null) return;
  if (kind === 'truncate') {
    socket.end();
    return;
  }
  await new Promise<void>((done) => {
    socket.write('', () => {
      done();
    });
  });
  resetConnection(socket);
}

/** The client sees ECONNRESET; over TLS, where a reset cannot be asked for, an end without notice. */
export function resetConnection(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}
