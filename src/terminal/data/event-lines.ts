import { formatJson } from '../../base/json.ts';
import { keyOfTask } from '../../base/task-reference.ts';
import type { TaskEvent } from '../../operations/task-event.ts';
import { formatEventObject } from './event-object.ts';

/** A download tells of its progress so often at most. */
const progressIntervalMs = 1000;

/** @returns what turns events into lines of `--events`; undefined for an event that has none */
export function createEventLines(): (event: TaskEvent) => string | undefined {
  const toldAt = new Map<string, number>();
  return (event) => {
    if (event.type === 'download' && event.event.type === 'progress') {
      const key = keyOfTask(event);
      const { receivedBytes, totalBytes } = event.event;
      const isSoon = event.at - (toldAt.get(key) ?? -Infinity) < progressIntervalMs;
      if (isSoon && receivedBytes !== totalBytes) return undefined;
      toldAt.set(key, event.at);
    }
    const object = formatEventObject(event);
    return object && `${formatJson(object)}\n`;
  };
}
