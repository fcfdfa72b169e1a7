import { createLocalizer } from '../base/ui-language.ts';

const en = {
  noSuchKey: (place: string, allowed: string) =>
    `${place}: there is no such key; allowed is ${allowed}`,
  missing: (place: string, allowed: string) => `${place} is missing; allowed is ${allowed}`,
  wrongTogether: (place: string, allowed: string) => `${place}: allowed is ${allowed}`,
  notAllowed: (place: string, value: string, allowed: string) =>
    `${place}: ${value} is not allowed; allowed is ${allowed}`,
  wholeScenario: 'the scenario',
  inFile: (origin: string, problem: string) => `${origin}: ${problem}`,
  seeKeys: 'docs/sandbox.md describes every key of a scenario.',
};

const zh: typeof en = {
  noSuchKey: (place, allowed) => `${place}：没有这个键；允许的是：${allowed}`,
  missing: (place, allowed) => `缺少 ${place}；允许的是：${allowed}`,
  wrongTogether: (place, allowed) => `${place}：允许的是：${allowed}`,
  notAllowed: (place, value, allowed) => `${place}：不允许 ${value}；允许的是：${allowed}`,
  wholeScenario: '整个场景',
  inFile: (origin, problem) => `${origin}：${problem}`,
  seeKeys: 'docs/sandbox.md 说明了场景中的每一个键。',
};

export const text = createLocalizer({ en, zh });
