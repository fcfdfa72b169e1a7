import { Worker } from 'node:worker_threads';

/** Digests that another thread computes, while this one decrypts. */
export interface HashWorker {
  /** @param block of shared memory; not to be changed before the promise is kept */
  update(block: Uint8Array): Promise<void>;
  /** The digests, in hex, by algorithm. */
  finish(): Promise<ReadonlyMap<string, string>>;
  /** Ends the thread, whatever it does. */
  close(): Promise<void>;
}

/**
 * What runs there: text, so that no bundler has to know of it, and Node.js' own modules only. A block
 * is answered with nothing, the end with the digests.
 */
const program = `
const { createHash } = require('node:crypto');
const { parentPort, workerData } = require('node:worker_threads');
const hashes = new Map(workerData.map((name) => [name, createHash(name)]));
parentPort.on('message', (block) => {
  if (block === null) {
    parentPort.postMessage(new Map([...hashes].map(([name, hash]) => [name, hash.digest('hex')])));
    return;
  }
  for (const hash of hashes.values()) hash.update(block);
  parentPort.postMessage(undefined);
});
`;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** @param algorithms by their names in node:crypto */
export function createHashWorker(algorithms: readonly string[]): HashWorker {
  const worker = new Worker(program, {
    eval: true,
    workerData: algorithms,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
  });
  // Answers come in the order of the questions.
  const waiting: Waiting[] = [];
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  worker.on('message', (answer: unknown) => waiting.shift()?.resolve(answer));
  worker.on('error', fail);
  worker.on('exit', () => {
    fail(new Error('the thread that computes digests has ended'));
  });
  const ask = (question: Uint8Array | null): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (failure !== undefined) reject(failure);
      else {
        waiting.push({ resolve, reject });
        worker.postMessage(question);
      }
    });
  return {
    async update(block) {
      await ask(block);
    },
    finish: async () => (await ask(null)) as ReadonlyMap<string, string>,
    async close() {
      await worker.terminate();
    },
  };
}
