import { describe, expect, it } from 'vitest';
import { createFaultScript } from '../../src/sandbox/fault-script.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';

describe('a fault', () => {
  it.each([
    ['all requests', {}, [1, 2, 3, 4, 5, 6]],
    ['those after the first ones', { after: 2 }, [3, 4, 5, 6]],
    ['so many of them', { times: 2 }, [1, 2]],
    ['each n-th', { every: 3 }, [1, 4]],
    ['each n-th after the first ones, so many times', { after: 1, every: 2, times: 2 }, [2, 4]],
  ])('meets %s', (_what, selection, met) => {
    const script = scriptOf([{ on: 'store', delayMs: 1, ...selection }]);
    const seen = [1, 2, 3, 4, 5, 6].filter(
      () => script.play('store', new Map()).delayMs !== undefined,
    );
    // filter() hands its numbers over in order: the request's number is the element itself.
    expect(seen).toEqual(met);
  });

  it('counts requests of its own kind alone', () => {
    const script = scriptOf([{ on: 'store', after: 1, delayMs: 1 }]);
    expect(script.play('GetExportTask', new Map())).toEqual({});
    expect(script.play('store', new Map())).toEqual({});
    expect(script.play('store', new Map())).toEqual({ delayMs: 1 });
  });

  it('counts requests with the parameters that it names alone', () => {
    const script = scriptOf([
      { on: 'GetExportTask', where: { ExportId: '7', RoleFor: '1' }, times: 1, delayMs: 1 },
    ]);
    const ask = (...facts: [string, string][]) => script.play('GetExportTask', new Map(facts));
    expect(ask(['ExportId', '7'])).toEqual({});
    expect(ask(['ExportId', '8'], ['RoleFor', '1'])).toEqual({});
    expect(ask(['ExportId', '7'], ['RoleFor', '1'])).toEqual({ delayMs: 1 });
    expect(ask(['ExportId', '7'], ['RoleFor', '1'])).toEqual({});
  });

  it('adds to what others do to the same request; of two that do the same the first counts', () => {
    const script = scriptOf([
      { on: 'store', times: 1, delayMs: 1 },
      { on: 'store', delayMs: 2, noRanges: true },
    ]);
    expect(script.play('store', new Map())).toEqual({ delayMs: 1, noRanges: true });
    expect(script.play('store', new Map())).toEqual({ delayMs: 2, noRanges: true });
  });
});

function scriptOf(faults: readonly object[]) {
  return createFaultScript(parseScenario({ faults }, 'the test').faults);
}
