import type { ReceivedRequest } from './http/received-request.ts';

/** A request that the sandbox received, and what became of it. */
export interface RecordedRequest extends ReceivedRequest {
  readonly side: 'api' | 'store';
  /** The status of the answer; undefined while there is none, and where none was sent. */
  readonly status: number | undefined;
}

/** A long-lived sandbox keeps the last ones only. */
const longestLog = 1000;

export interface RequestLog {
  readonly requests: readonly RecordedRequest[];
  /** @returns what notes the status of the answer */
  add(side: RecordedRequest['side'], request: ReceivedRequest): (status: number) => void;
}

export function createRequestLog(): RequestLog {
  const requests: { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] }[] = [];
  return {
    requests,
    add(side, request) {
      const recorded = { side, ...request, status: undefined as number | undefined };
      requests.push(recorded);
      if (requests.length > longestLog) requests.shift();
      return (status) => {
        recorded.status = status;
      };
    },
  };
}
