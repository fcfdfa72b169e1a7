/** Bytes that can be read from any offset, any number of times, without being held in memory. */
export interface Body {
  readonly sizeBytes: number;
  /** The bytes from `start` up to and without `end`, in order, in pieces of any size. */
  read(start: number, end: number): Iterable<Uint8Array>;
}

const pieceBytes = 64 * 1024;

export function createBytesBody(bytes: Uint8Array): Body {
  return {
    sizeBytes: bytes.length,
    *read(start, end) {
      for (let at = start; at < end; at += pieceBytes) {
        yield bytes.subarray(at, Math.min(at + pieceBytes, end));
      }
    },
  };
}

export function createTextBody(text: string): Body {
  return createBytesBody(Buffer.from(text));
}

export const emptyBody: Body = createBytesBody(new Uint8Array());

/** The same byte over and over. */
export function createFillerBody(sizeBytes: number, byte: number): Body {
  const piece = new Uint8Array(Math.min(sizeBytes, pieceBytes)).fill(byte);
  return {
    sizeBytes,
    *read(start, end) {
      for (let at = start; at < end; at += piece.length) {
        yield piece.subarray(0, Math.min(piece.length, end - at));
      }
    },
  };
}

/** A part of a body as a body of its own: `start` up to and without `end`. */
export function createSliceBody(body: Body, start: number, end: number): Body {
  return {
    sizeBytes: end - start,
    read: (from, to) => body.read(start + from, start + to),
  };
}

/** One body after the other. */
export function createJoinedBody(parts: readonly Body[]): Body {
  return {
    sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0),
    *read(start, end) {
      let offset = 0;
      for (const part of parts) {
        const from = Math.max(0, start - offset);
        const to = Math.min(part.sizeBytes, end - offset);
        if (from < to) yield* part.read(from, to);
        offset += part.sizeBytes;
      }
    },
  };
}

/** The body with one bit turned over in the byte at `offset` (counted on from the start where the body is shorter). */
export function createCorruptBody(body: Body, offset: number): Body {
  const at = offset % Math.max(1, body.sizeBytes);
  return {
    sizeBytes: body.sizeBytes,
    *read(start, end) {
      let position = start;
      for (const piece of body.read(start, end)) {
        yield at >= position && at < position + piece.length
          ? flipBit(piece, at - position)
          : piece;
        position += piece.length;
      }
    },
  };
}

function flipBit(piece: Uint8Array, index: number): Uint8Array {
  const copy = Uint8Array.from(piece);
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
}
