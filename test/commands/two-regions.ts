import { parseScenario } from '../../src/sandbox/scenario.ts';

/** What `list` and a command without an id choose from: two regions, a task that fails and one that ends soon. */
export const twoRegions = parseScenario(
  {
    tasks: [
      { id: 1, durationMs: 3_600_000 },
      { id: 2, durationMs: 3_600_000, region: 'ap-southeast-1' },
      { id: 3, durationMs: 0, finalStatus: 'failed' },
      { id: 4, durationMs: 10_000 },
    ],
  },
  'test',
);
