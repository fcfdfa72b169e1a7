/**
 * What many waits together ask of one service. Each says how often it would like to poll; when that is
 * more than the service is allowed to be asked, the intervals of all grow by the same factor. So they
 * sleep instead of standing in a queue, and a task that is about to end still comes before the others.
 */
export interface Demand {
  /**
   * For one wait, from its begin to its end.
   * @param intervalMs what it will like at first: those whose first poll is still to come count as well
   */
  enter(intervalMs: number): Claim;
}

/** One wait's part in the demand. */
export interface Claim {
  /** Takes the interval that the schedule would like; returns the one that all together can have. */
  stretch(intervalMs: number): number;
  /** The wait is over. */
  leave(): void;
}

/** Part of the capacity is left for retries and downloads; at the very brim a queue would never empty. */
const usableShare = 0.9;

/** @param capacity requests a second that can be made at this moment */
export function createDemand(capacity: () => number): Demand {
  let perSecond = 0;
  return {
    enter(firstIntervalMs) {
      let claimed = 0;
      const claim = (rate: number): void => {
        perSecond += rate - claimed;
        claimed = rate;
      };
      const claimInterval = (intervalMs: number): void => {
        claim(1000 / Math.max(1, intervalMs));
      };
      claimInterval(firstIntervalMs);
      return {
        stretch(intervalMs) {
          claimInterval(intervalMs);
          return intervalMs * Math.max(1, perSecond / (usableShare * capacity()));
        },
        leave() {
          claim(0);
        },
      };
    },
  };
}
