import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatTaskReference,
  parseTaskReference,
  shortenTaskReference,
} from '../../src/base/task-reference.ts';

const digits = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String);
const regions = fc.constantFrom('cn-hangzhou', 'ap-southeast-1');

describe('a task reference', () => {
  it.each([
    ['200013', { exportId: '200013' }],
    ['113091674489/500003', { roleFor: '113091674489', exportId: '500003' }],
    ['ap-southeast-1/500003', { region: 'ap-southeast-1', exportId: '500003' }],
    [
      'ap-southeast-1/113091674489/500003',
      { region: 'ap-southeast-1', roleFor: '113091674489', exportId: '500003' },
    ],
    ['cn-beijing/7', { region: 'cn-beijing', exportId: '7' }],
  ])('%s says what it names and no more', (written, reference) => {
    expect(parseTaskReference(written)).toEqual(reference);
  });

  it.each([
    '',
    '/',
    '/7',
    '7/',
    'cn-hangzhou',
    'cn-hangzhou/',
    '7/cn-hangzhou',
    '7/8/9',
    'cn-hangzhou/7/8/9',
    '113091674489/cn-hangzhou/7',
    'cn hangzhou/7',
    '0',
    '-7',
    '7.0',
    '9223372036854775808',
    '1/9223372036854775808',
  ])('does not accept %j', (written) => {
    expect(parseTaskReference(written)).toBeUndefined();
  });

  it('survives formatting and parsing', () => {
    fc.assert(
      fc.property(
        regions,
        fc.option(digits, { nil: undefined }),
        digits,
        (region, roleFor, exportId) => {
          const task = { region, roleFor, exportId };
          expect(parseTaskReference(formatTaskReference(task))).toEqual(task);
        },
      ),
    );
  });
});

describe('the shortest reference', () => {
  const task = { region: 'cn-hangzhou', roleFor: '11', exportId: '7' };
  it.each([
    ['7', 'cn-hangzhou', '11', false],
    ['11/7', 'cn-hangzhou', undefined, false],
    ['11/7', 'cn-hangzhou', '11', true],
    ['cn-hangzhou/7', 'ap-southeast-1', '11', false],
    ['cn-hangzhou/11/7', 'ap-southeast-1', '12', false],
  ])(
    'is %s where region %s and account %s are in force, fleet: %s',
    (shortest, region, roleFor, isFleet) => {
      expect(shortenTaskReference(task, { region, roleFor, isFleet })).toBe(shortest);
    },
  );

  it('names the same task with the settings in force', () => {
    fc.assert(
      fc.property(regions, regions, digits, digits, digits, (here, there, own, other, exportId) => {
        for (const roleFor of [own, other]) {
          const task = { region: there, roleFor, exportId };
          const inForce = { region: here, roleFor: own, isFleet: false };
          const read = parseTaskReference(shortenTaskReference(task, inForce));
          expect({
            region: read?.region ?? here,
            roleFor: read?.roleFor ?? own,
            exportId: read?.exportId,
          }).toEqual(task);
        }
      }),
    );
  });
});
