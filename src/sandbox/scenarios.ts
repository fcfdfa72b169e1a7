import { builtInScenarios, type ScenarioName } from './built-in-scenarios.ts';
import { parseScenario, type LoadedScenario } from './scenario.ts';

/** The names of the built-in scenarios. */
export const scenarioNames = Object.keys(builtInScenarios) as readonly ScenarioName[];

/** @returns undefined for a name that no built-in scenario has */
export function findScenario(name: string): LoadedScenario | undefined {
  const known = scenarioNames.find((each) => each === name);
  return known && parseScenario(builtInScenarios[known].scenario, known);
}
