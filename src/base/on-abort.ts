/**
 * Calls `listener` when the signal, which is not aborted yet, is. Ten thousand tasks wait for one signal:
 * Node.js walks through all listeners to add or to remove one, and warns of a leak from the eleventh on.
 * So each signal has one listener for all who wait for it, and none when nobody does.
 * @returns takes the listener back
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const crowd = crowds.get(signal) ?? createCrowd(signal);
  // An object of its own: a listener that is added twice is called twice.
  const entry = { listener };
  crowd.entries.add(entry);
  return () => {
    if (crowd.entries.delete(entry) && crowd.entries.size === 0) crowd.disband();
  };
}

/** Those who wait for one signal. */
interface Crowd {
  readonly entries: Set<{ readonly listener: () => void }>;
  readonly disband: () => void;
}

const crowds = new WeakMap<AbortSignal, Crowd>();

function createCrowd(signal: AbortSignal): Crowd {
  const entries: Crowd['entries'] = new Set();
  const disband = (): void => {
    crowds.delete(signal);
    signal.removeEventListener('abort', callAll);
  };
  const callAll = (): void => {
    disband();
    for (const { listener } of entries) listener();
  };
  const crowd = { entries, disband };
  signal.addEventListener('abort', callAll);
  crowds.set(signal, crowd);
  return crowd;
}
