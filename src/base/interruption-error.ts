/** Why `Context.signal` was aborted. */
export class InterruptionError extends Error {
  override readonly name = 'InterruptionError';
  readonly signalName: 'SIGINT' | 'SIGTERM';

  constructor(signalName: 'SIGINT' | 'SIGTERM') {
    super(`stopped by ${signalName}`);
    this.signalName = signalName;
  }
}
