import type { IHasher } from 'hash-wasm';
import type { FaultScript } from '../fault-script.ts';
import type { Answer } from '../http/answer.ts';
import { prepareExchange, type Exchange } from '../http/exchange.ts';
import type { ReceivedRequest } from '../http/received-request.ts';
import { Refusal } from '../http/refusal.ts';
import { createLink } from '../links/links.ts';
import type { RequestIds } from '../request-ids.ts';
import type { Effects } from '../schema/fault-schema.ts';
import type { Task } from '../tasks/task-book.ts';
import { authorizeRequest, readObjectKey, refuseForeignHeaders } from './authorize-request.ts';
import { deliverObject } from './deliver-object.ts';
import { createObjectShelf, type StoredObject } from './object-shelf.ts';
import { createStoreRefusal, formatStoreError } from './store-errors.ts';

export interface ObjectStoreOptions {
  readonly origin: string;
  readonly faults: FaultScript;
  /** Epoch milliseconds on the server's clock. */
  readonly now: () => number;
  readonly requestIds: RequestIds;
  /** Used for one object at a time. */
  readonly crc64: IHasher;
}

export interface ObjectStore {
  /** A fresh Link to the file of a task that has ended. */
  readonly linkTo: (task: Task) => string;
  /** Looks at a request, and says how to answer it. */
  prepare(request: ReceivedRequest): Exchange;
}

export function createObjectStore(options: ObjectStoreOptions): ObjectStore {
  const { origin, faults, now, requestIds, crc64 } = options;
  const shelf = createObjectShelf(crc64);
  const { host } = new URL(origin);
  let generation = 1;

  const answerObject = (request: ReceivedRequest, effects: Effects, requestId: string): Answer => {
    if (effects.answer?.code !== undefined) throw createStoreRefusal(effects.answer);
    const objectKey = readObjectKey(request);
    const found = shelf.find(objectKey);
    authorizeRequest(request, { objectKey, found, generation, now: now() });
    if (found === undefined) throw createNoSuchKey(objectKey);
    return deliverObject(request, {
      object: found,
      content: shelf.contentOf(found),
      effects,
      requestId,
    });
  };

  return {
    linkTo(task) {
      shelf.publish(task);
      const { linkForm: form, linkTtlMs: ttlMs } = task.shape;
      return createLink({ origin, objectKey: task.objectKey, form, generation, now: now(), ttlMs });
    },
    prepare(request) {
      const requestId = requestIds.forStore();
      return prepareExchange(
        () => {
          refuseForeignHeaders(request);
          const object = shelf.find(readObjectKey(request));
          const effects = faults.play('store', factsOf(object));
          if (effects.expireLinks === true) generation++;
          if (effects.replaceObject === true && object !== undefined) shelf.replace(object, now());
          return { effects, perform: () => answerObject(request, effects, requestId) };
        },
        (refusal) => formatStoreError(refusal, { requestId, hostId: host }),
      );
    },
  };
}

/** The parameters by which a fault's `where` may choose a request. */
function factsOf(object: StoredObject | undefined): ReadonlyMap<string, string> {
  if (object === undefined) return new Map();
  const { exportId, account, region } = object.task;
  return new Map([
    ['ExportId', exportId],
    ['RoleFor', account],
    ['RegionId', region],
  ]);
}

function createNoSuchKey(objectKey: string): Refusal {
  return new Refusal(404, 'NoSuchKey', 'The specified key does not exist.', {
    Key: objectKey,
    EC: '0026-00000001',
  });
}
