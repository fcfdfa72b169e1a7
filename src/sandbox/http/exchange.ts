import type { Effects } from '../schema/fault-schema.ts';
import type { Answer } from './answer.ts';

/** One request that was looked at: what goes wrong with it, and how to carry it out. */
export interface Exchange {
  readonly effects: Effects;
  /** Carries the request out. Not called where a fault comes before. */
  readonly perform: () => Answer;
}
