import { headerValue, splitTarget, type ReceivedRequest } from './http/received-request.ts';

/** A request as it arrived, and what became of it. */
export interface RecordedRequest extends ReceivedRequest {
  readonly side: 'api' | 'store';
  /** When it had arrived, in epoch milliseconds, without the scenario's clock offset. */
  readonly arrivedAt: number;
  /** The status of the response; undefined while there is none, or if none was sent. */
  readonly status: number | undefined;
}

/**
 * A request to the sandbox, for assertions and logs.
 *
 * @example
 * ```ts
 * import { getExportTask } from 'siem-export';
 * import { startSandbox, type SandboxRequest } from 'siem-export/sandbox';
 *
 * const sandbox = await startSandbox();
 * await getExportTask('200013', { env: sandbox.env });
 * const request: SandboxRequest | undefined = sandbox.requests[0];
 * console.log(request?.action, request?.parameters['ExportId'], request?.status);
 * await sandbox.close();
 * ```
 */
export interface SandboxRequest {
  /** When it arrived, ISO 8601. */
  readonly time: string;
  /** `GetExportTask`, `CreateExportTask`, or of the store `GetObject`, `HeadObject`; else as sent. */
  readonly action: string;
  /** The form's parameters, decoded; of the store `Key` and, if sent, `Range`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The HTTP status of the response; null if none was sent, or not yet. */
  readonly status: number | null;
}

/** Older requests are forgotten. */
const keptRequests = 1000;

export interface RequestLog {
  readonly requests: readonly RecordedRequest[];
  /** @returns what notes the status of the response */
  add(request: Omit<RecordedRequest, 'status'>): {
    readonly recorded: RecordedRequest;
    readonly noteStatus: (status: number) => void;
  };
}

export function createRequestLog(): RequestLog {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    add(request) {
      const recorded = { ...request, status: undefined as number | undefined };
      requests.push(recorded);
      if (requests.length > keptRequests) requests.shift();
      return {
        recorded,
        noteStatus: (status) => {
          recorded.status = status;
        },
      };
    },
  };
}

/** What a request asked for, without credentials and signatures. */
export function describeRequest(request: RecordedRequest): SandboxRequest {
  const { method, arrivedAt, status = null } = request;
  const time = new Date(arrivedAt).toISOString();
  if (request.side === 'api') {
    const form = new URLSearchParams(request.body.toString());
    const action = headerValue(request, 'x-acs-action') ?? method;
    return { time, action, parameters: Object.fromEntries(form), status };
  }
  const range = headerValue(request, 'range');
  return {
    time,
    action: { GET: 'GetObject', HEAD: 'HeadObject' }[method] ?? method,
    parameters: {
      Key: splitTarget(request.target).path.slice(1),
      ...(range === undefined ? {} : { Range: range }),
    },
    status,
  };
}
