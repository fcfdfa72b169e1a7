import { createCRC64 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../src/sandbox/scenario.ts';
import { createObjectShelf, type StoredObject } from '../../../src/sandbox/store/object-shelf.ts';
import { createTaskBook } from '../../../src/sandbox/tasks/task-book.ts';

describe('the shelf of objects', async () => {
  const book = createTaskBook(parseScenario({ created: { rows: 1 } }, 'the test'));
  const shelf = createObjectShelf(await createCRC64());

  it('keeps the contents that were asked for last, and makes others again, the same', () => {
    const first = publish();
    const content = shelf.contentOf(first);
    expect(shelf.contentOf(first)).toBe(content);
    for (let number = 0; number < 64; number++) shelf.contentOf(publish());
    const again = shelf.contentOf(first);
    expect(again).not.toBe(content);
    expect([again.crc64, again.etag]).toEqual([content.crc64, content.etag]);
  });

  it('puts a file there once: what replaced it stays', () => {
    const { task } = publish();
    shelf.replace(objectOf(task.objectKey), 1000);
    shelf.publish(task);
    expect(objectOf(task.objectKey)).toMatchObject({ version: 2, modifiedAt: 1000 });
  });

  function publish(): StoredObject {
    const task = book.create({ account: '1', region: 'cn-hangzhou' }, 0);
    shelf.publish(task);
    return objectOf(task.objectKey);
  }

  function objectOf(objectKey: string): StoredObject {
    const object = shelf.find(objectKey);
    if (object === undefined) throw new Error(`there is no ${objectKey}`);
    return object;
  }
});
