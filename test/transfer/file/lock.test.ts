import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockTarget } from '../../../src/transfer/file/lock.ts';
import { failureOf } from '../../helpers/failure-of.ts';
import { createScaledClock } from '../../helpers/scaled-clock.ts';
import { createObject, createWorkbook, startStore } from '../../helpers/store-server.ts';
import { holds, makeFolder, startDownload } from '../start-download.ts';

describe('two downloads to the same path', () => {
  it('do not collide: the second fails as Locked, and the first succeeds', async () => {
    const workbook = createWorkbook(300_000);
    const store = await startStore(await createObject(workbook), () => ({ rate: 1_000_000 }));
    const path = join(await makeFolder(), 'x.xlsx');
    const options = {
      link: store.link(),
      target: { kind: 'file', path },
      ifExists: 'overwrite',
      clock: createScaledClock(1),
    } as const;
    let second: Promise<unknown> | undefined;
    const first = startDownload({
      ...options,
      onEvent: ({ type }) => {
        if (type === 'started') second ??= failureOf(startDownload(options).result);
      },
    });
    await first.result;
    expect(await second).toMatchObject({ code: 'Locked', exit: 'download', retryable: true });
    expect(await holds(path, workbook)).toBe(true);
  });
});

describe('a lock', () => {
  it('can be taken again after its release, and by another name at any time', async () => {
    const folder = await makeFolder();
    const one = await lockTarget(join(folder, '.one.part'));
    const two = await lockTarget(join(folder, '.two.part'));
    expect(await failureOf(lockTarget(join(folder, '.one.part')))).toMatchObject({
      code: 'Locked',
    });
    await one.release();
    const again = await lockTarget(join(folder, '.one.part'));
    await again.release();
    await two.release();
  });
});
