import { withSandbox, type TestSandbox } from './with-sandbox.ts';

export const task = { id: 7, durationMs: 0 };

/** A sandbox of one task that has ended, with one fault. */
export function withFault(fault: object, onlyTask: object = task): Promise<TestSandbox> {
  return withSandbox({ tasks: [onlyTask], faults: [fault] });
}
