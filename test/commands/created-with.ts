import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';

/** The parameters of each CreateExportTask that arrived, decoded byte by byte. */
export function createdWith({ requests }: Pick<Sandbox, 'requests'>): Record<string, string>[] {
  return requests
    .filter(({ headers }) => headers.some(([, value]) => value === 'CreateExportTask'))
    .map(({ body }) =>
      Object.fromEntries(
        body
          .toString('latin1')
          .split('&')
          .map((pair) => pair.split('=').map(decodeURIComponent) as [string, string]),
      ),
    );
}
