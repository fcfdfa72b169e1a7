/**
 * Calls `listener` when the signal, which is not aborted yet, is. Ten thousand tasks wait for one signal:
 * Node.js walks through all listeners to add or to remove one, and warns of a leak from the eleventh on.
 * So each signal has one listener for all who wait for it, and none when nobody does.
 * @returns takes the listener back
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const group = groups.get(signal) ?? createListenerGroup(signal);
  // An object of its own: a listener that is added twice is called twice.
  const entry = { listener };
  group.entries.add(entry);
  return () => {
    if (group.entries.delete(entry) && group.entries.size === 0) group.dispose();
  };
}

/** Those who wait for one signal. */
interface ListenerGroup {
  readonly entries: Set<{ readonly listener: () => void }>;
  readonly dispose: () => void;
}

const groups = new WeakMap<AbortSignal, ListenerGroup>();

function createListenerGroup(signal: AbortSignal): ListenerGroup {
  const entries: ListenerGroup['entries'] = new Set();
  const dispose = (): void => {
    groups.delete(signal);
    signal.removeEventListener('abort', callAll);
  };
  const callAll = (): void => {
    dispose();
    for (const { listener } of entries) listener();
  };
  const group = { entries, dispose };
  signal.addEventListener('abort', callAll);
  groups.set(signal, group);
  return group;
}
