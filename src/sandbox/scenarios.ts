import { parseScenario, type Scenario } from './scenario.ts';

/** What the sandbox does unless it is told otherwise. */
export const defaultScenario = parseScenario(
  { description: '200013 runs for eight seconds; 400185 is done.' },
  'default',
);

/** The built-in scenarios, by their names. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  default: defaultScenario,
};
