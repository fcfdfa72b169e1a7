import { expect } from 'vitest';

/** What a promise is rejected with; that it is not rejected fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error,
  );
}
