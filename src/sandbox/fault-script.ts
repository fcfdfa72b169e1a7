import {
  selectionKeys,
  type Effects,
  type Fault,
  type FaultTarget,
} from './schema/fault-schema.ts';

/** Counts requests and finds the faults that affect one. */
export interface FaultScript {
  /** Merges what all matching faults do to this request; of each kind, the first counts. */
  play(target: FaultTarget, facts: ReadonlyMap<string, string>): Effects;
}

/** @param speed delays are that many times shorter, and bodies that many times faster */
export function createFaultScript(faults: readonly Fault[], speed = 1): FaultScript {
  const counters = faults.map((fault) => ({ fault, effects: effectsOf(fault, speed), seen: 0 }));
  return {
    play(target, facts) {
      let effects: Effects = {};
      for (const counter of counters) {
        if (counter.fault.on !== target || !isMeant(counter.fault, facts)) continue;
        counter.seen++;
        if (isMet(counter.fault, counter.seen)) effects = { ...counter.effects, ...effects };
      }
      return effects;
    },
  };
}

function isMeant({ where }: Fault, facts: ReadonlyMap<string, string>): boolean {
  return Object.entries(where).every(([name, value]) => facts.get(name) === value);
}

/** @param seen the number of matching requests so far, this one included */
function isMet({ after, every, times = Infinity }: Fault, seen: number): boolean {
  const since = seen - after - 1;
  return since >= 0 && since % every === 0 && since / every < times;
}

/** What a fault does, without the keys that say when. */
function effectsOf(fault: Fault, speed: number): Effects {
  const chosen = Object.entries(fault).filter(([key]) => !selectionKeys.includes(key));
  const effects: Effects = Object.fromEntries(chosen);
  const { delayMs, bytesPerSecond } = effects;
  return {
    ...effects,
    ...(delayMs === undefined ? {} : { delayMs: delayMs / speed }),
    ...(bytesPerSecond === undefined ? {} : { bytesPerSecond: bytesPerSecond * speed }),
  };
}
