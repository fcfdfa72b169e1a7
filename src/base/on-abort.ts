/**
 * Calls `listener` when the signal is aborted; it must not be aborted yet. Ten thousand tasks may wait for one
 * signal: Node.js walks through all listeners to add or remove one, and warns of a leak from the eleventh
 * on. Each signal therefore gets one listener, shared by all callers and removed with the last one.
 * @returns removes the listener
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const group = groups.get(signal) ?? createListenerGroup(signal);
  // A new object each time: a listener that is added twice is called twice.
  const entry = { listener };
  group.entries.add(entry);
  return () => {
    if (group.entries.delete(entry) && group.entries.size === 0) group.dispose();
  };
}

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
