import type { Effects } from '../schema/fault-schema.ts';
import type { Answer } from './answer.ts';
import { Refusal } from './refusal.ts';

/** One request that was looked at: what goes wrong with it, and how to carry it out. */
export interface Exchange {
  readonly effects: Effects;
  /** Carries the request out. Not called where a fault comes before. */
  readonly perform: () => Answer;
}

/**
 * An exchange whose refusals, on looking at the request and on carrying it out, are answered in the
 * form of the side. What is refused at first sight meets no faults.
 */
export function prepareExchange(
  look: () => Exchange,
  formatRefusal: (refusal: Refusal) => Answer,
): Exchange {
  const orRefuse = <T>(work: () => T, refuse: (refusal: Refusal) => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof Refusal) return refuse(error);
      throw error;
    }
  };
  return orRefuse(
    () => {
      const { effects, perform } = look();
      return { effects, perform: () => orRefuse(perform, formatRefusal) };
    },
    (refusal) => ({ effects: {}, perform: () => formatRefusal(refusal) }),
  );
}
