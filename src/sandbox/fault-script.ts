import {
  selectionKeys,
  type Effects,
  type Fault,
  type FaultTarget,
} from './schema/fault-schema.ts';

/** Counts requests, and says which faults meet one. */
export interface FaultScript {
  /** What happens to this request: all that the faults that meet it do; of each kind the first. */
  play(target: FaultTarget, facts: ReadonlyMap<string, string>): Effects;
}

export function createFaultScript(faults: readonly Fault[]): FaultScript {
  const counters = faults.map((fault) => ({ fault, seen: 0 }));
  return {
    play(target, facts) {
      let effects: Effects = {};
      for (const counter of counters) {
        if (counter.fault.on !== target || !isMeant(counter.fault, facts)) continue;
        counter.seen++;
        if (isMet(counter.fault, counter.seen))
          effects = { ...effectsOf(counter.fault), ...effects };
      }
      return effects;
    },
  };
}

function isMeant({ where }: Fault, facts: ReadonlyMap<string, string>): boolean {
  return Object.entries(where).every(([name, value]) => facts.get(name) === value);
}

/** @param seen the how manieth request this is, counted from 1 */
function isMet({ after, every, times = Infinity }: Fault, seen: number): boolean {
  const since = seen - after - 1;
  return since >= 0 && since % every === 0 && since / every < times;
}

/** A fault without what says when it plays. */
function effectsOf(fault: Fault): Effects {
  const chosen = Object.entries(fault).filter(([key]) => !selectionKeys.includes(key));
  return Object.fromEntries(chosen);
}
