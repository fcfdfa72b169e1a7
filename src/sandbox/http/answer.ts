import type { Body } from './body.ts';

/** What the sandbox has to say to one request, before faults are played on it. */
export interface Answer {
  readonly status: number;
  /** Without Content-Length and Date, which are set on sending. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}
