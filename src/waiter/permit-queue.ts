import TinyQueue from 'tinyqueue';

/** A request that waits for its permit. Kept small: there may be ten thousand. Times are epoch milliseconds. */
export interface Waiting {
  /** When it would like to begin: the earliest comes first. */
  readonly preferredAt: number;
  /** When it gives up. */
  readonly untilAt: number;
  readonly begin: () => void;
  readonly giveUp: () => void;
}

/** Ordered by `preferredAt`, then first come, first served. */
export interface PermitQueue {
  readonly size: number;
  /** Nothing in the queue gives up before it. Infinity: never. */
  readonly firstGivesUpAt: number;
  readonly add: (waiting: Waiting) => void;
  readonly remove: (waiting: Waiting) => void;
  /** Removes the first one. */
  shift(): Waiting | undefined;
  /** Removes those that give up. */
  shiftExpired(now: number): readonly Waiting[];
}

export function createPermitQueue(): PermitQueue {
  const present = new Set<Waiting>();
  /** Also holds removed ones, until they reach the top or the queue is empty. */
  let entries = new TinyQueue<QueueEntry>([], compare);
  let arrivals = 0;
  let firstGivesUpAt = Infinity;

  function remove(waiting: Waiting): void {
    if (!present.delete(waiting) || present.size > 0) return;
    entries = new TinyQueue<QueueEntry>([], compare);
    firstGivesUpAt = Infinity;
  }
  return {
    get size() {
      return present.size;
    },
    get firstGivesUpAt() {
      return firstGivesUpAt;
    },
    add(waiting) {
      present.add(waiting);
      entries.push({ waiting, arrival: ++arrivals });
      firstGivesUpAt = Math.min(firstGivesUpAt, waiting.untilAt);
    },
    remove,
    shift() {
      let first = entries.pop()?.waiting;
      while (first !== undefined && !present.has(first)) first = entries.pop()?.waiting;
      if (first !== undefined) remove(first);
      return first;
    },
    shiftExpired(now) {
      if (now < firstGivesUpAt) return [];
      const expired = [...present].filter(({ untilAt }) => untilAt <= now);
      expired.forEach(remove);
      firstGivesUpAt = Infinity;
      for (const { untilAt } of present) firstGivesUpAt = Math.min(firstGivesUpAt, untilAt);
      return expired;
    },
  };
}

interface QueueEntry {
  readonly waiting: Waiting;
  readonly arrival: number;
}

function compare(a: QueueEntry, b: QueueEntry): number {
  return a.waiting.preferredAt - b.waiting.preferredAt || a.arrival - b.arrival;
}
