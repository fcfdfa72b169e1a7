import type { ClientRequestArgs } from 'node:http';
import { Agent } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** The largest TLS record: Node delivers decrypted bytes record by record. */
const recordBytes = 2 ** 14;

/**
 * An agent whose connections read into the same memory again and again. Node otherwise allocates
 * 16 KB for each record, which only garbage collection frees: since Node 24, 60 MB pile up before
 * that, and each collection traverses the whole heap.
 *
 * Relies on two things in Node: a socket in flowing mode passes `push`ed bytes to its listeners before
 * `push` returns, and the HTTP parser copies a body's bytes.
 */
export class ReusingAgent extends Agent {
  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    let block = Buffer.allocUnsafeSlow(recordBytes);
    const onread = {
      buffer: () => block,
      callback: (bytes: number) => {
        const wantsMore = socket.push(block.subarray(0, bytes));
        // The socket is paused and keeps this block: use another one.
        if (socket.readableLength > 0) block = Buffer.allocUnsafeSlow(recordBytes);
        return wantsMore;
      },
    };
    const withBuffer = { ...options, onread } as ClientRequestArgs;
    const socket = super.createConnection(withBuffer, callback) as Socket;
    return socket;
  }
}
