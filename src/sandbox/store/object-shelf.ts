import type { IHasher } from 'hash-wasm';
import type { Task } from '../tasks/task-book.ts';
import { createObjectContent, type ObjectContent } from './object-content.ts';

/** An object of the store: the file of a task. */
export interface StoredObject {
  readonly task: Task;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
  /** Raised by one each time that the object is replaced. */
  readonly version: number;
}

export interface ObjectShelf {
  /** Puts the file of a task there, where it is not yet. */
  publish(task: Task): void;
  find(objectKey: string): StoredObject | undefined;
  replace(object: StoredObject, now: number): void;
  contentOf(object: StoredObject): ObjectContent;
}

/** Workbooks are made when they are asked for; the last ones are kept. */
const keptContents = 64;

export function createObjectShelf(crc64: IHasher): ObjectShelf {
  const objects = new Map<string, StoredObject>();
  const contents = new Map<string, ObjectContent>();
  return {
    publish(task) {
      if (objects.has(task.objectKey)) return;
      objects.set(task.objectKey, { task, modifiedAt: task.endsAt, version: 1 });
    },
    find: (objectKey) => objects.get(objectKey),
    replace(object, now) {
      const version = object.version + 1;
      objects.set(object.task.objectKey, { ...object, modifiedAt: now, version });
    },
    contentOf({ task, version }) {
      const seed = `${task.account} ${task.region} ${task.exportId} ${version}`;
      const content = contents.get(seed) ?? createObjectContent(seed, task.shape, crc64);
      contents.delete(seed);
      contents.set(seed, content);
      for (const oldest of contents.keys()) {
        if (contents.size <= keptContents) break;
        contents.delete(oldest);
      }
      return content;
    },
  };
}
