import { randomUUID } from 'node:crypto';

/** The two forms of request id: a UUID in capitals for the API, 24 hex digits for the object store. */
export interface RequestIds {
  forApi(): string;
  forStore(): string;
}

/** @param random where given, the ids follow from it; else they are unique */
export function createRequestIds(random: (() => number) | undefined): RequestIds {
  const nextUuid = random === undefined ? randomUUID : () => formatUuid(random);
  return {
    forApi: () => nextUuid().toUpperCase(),
    forStore: () => nextUuid().replaceAll('-', '').slice(0, 24).toUpperCase(),
  };
}

function formatUuid(random: () => number): string {
  return '00000000-0000-4000-8000-000000000000'.replace(/[08]/g, (digit) =>
    (digit === '8' ? 8 + Math.floor(random() * 4) : Math.floor(random() * 16)).toString(16),
  );
}
