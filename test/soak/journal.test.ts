import { describe, expect, it } from 'vitest';
import { startProgram } from '../helpers/built-program.ts';
import { waitSideBySide } from '../helpers/many-waits.ts';

const processes = 200;
/** How many of them are killed as soon as they have said something: their entries are being written then. */
const kills = 20;

describe(`${processes} processes at once, each waiting for its own task`, () => {
  it('are all in the journal', { timeout: 600_000 }, async () => {
    const { codes, outcomes, home, env } = await waitSideBySide(processes, { tasksMs: 90_000 });
    expect(codes.filter((code) => code !== 0)).toEqual([]);
    expect(outcomes.size).toBe(processes);
    expect([...outcomes.values()].filter((outcome) => outcome !== 'succeeded')).toEqual([]);
    const { stdout, stderr } = await startProgram(['list', '--ids'], { cwd: home, env }).ended;
    expect(stderr).toBe('');
    expect(new Set(stdout.trimEnd().split('\n')).size).toBe(processes);
  });

  it('read on when some are killed in mid-write', { timeout: 600_000 }, async () => {
    const { codes, outcomes, home, env } = await waitSideBySide(processes, {
      tasksMs: 90_000,
      kills,
    });
    expect(codes.slice(kills).filter((code) => code !== 0)).toEqual([]);
    for (let id = kills + 1; id <= processes; id += 1) {
      expect(outcomes.get(String(id)), `task ${id}`).toBe('succeeded');
    }
    const { stdout, code } = await startProgram(['list', '--ids'], { cwd: home, env }).ended;
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n').length).toBeGreaterThanOrEqual(processes - kills);
  });
});
