import { describe, expect, it } from 'vitest';
import { startProgram } from '../helpers/built-program.ts';
import { waitSideBySide } from '../helpers/many-waits.ts';

describe('twelve processes at once, each waiting for its own task', () => {
  it('are all in the journal; those that were killed take nothing from the others', async () => {
    const { codes, outcomes, home, env } = await waitSideBySide(12, { tasksMs: 4000, kills: 2 });
    expect(codes.slice(2)).toEqual(Array.from({ length: 10 }, () => 0));
    for (let id = 3; id <= 12; id += 1) expect(outcomes.get(String(id))).toBe('succeeded');
    const { ended } = startProgram(['list', '--ids'], { cwd: home, env });
    const { stdout, code } = await ended;
    expect(code).toBe(0);
    const ids = stdout.trimEnd().split('\n');
    expect(ids.filter((id) => Number(id) > 2)).toHaveLength(10);
  });
});
