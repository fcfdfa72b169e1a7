import TinyQueue from 'tinyqueue';

/** One that waits for its turn: a small thing, for there may be ten thousand. Times are epoch milliseconds. */
export interface Waiting {
  /** When it would like to have its turn: who wished for an earlier one comes first. */
  readonly wishedAt: number;
  /** When the turn is of no use any more. */
  readonly untilAt: number;
  readonly begin: () => void;
  readonly giveUp: () => void;
}

/** Ordered by what was wished for; among equals, first come first served. */
export interface PermitQueue {
  readonly size: number;
  /** Nobody in the queue gives up before it. Infinity: nobody does. */
  readonly firstGivesUpAt: number;
  readonly add: (waiting: Waiting) => void;
  readonly remove: (waiting: Waiting) => void;
  /** Takes the one out whose turn comes first. */
  shift(): Waiting | undefined;
  /** Takes those out whose time is over. */
  shiftExpired(now: number): readonly Waiting[];
}

export function createPermitQueue(): PermitQueue {
  const present = new Set<Waiting>();
  /** Holds those that have left, too, until they come to its top or nobody is present. */
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
  return a.waiting.wishedAt - b.waiting.wishedAt || a.arrival - b.arrival;
}
