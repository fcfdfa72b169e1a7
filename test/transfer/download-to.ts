import { join } from 'node:path';
import { createObject, createWorkbook, type TestStore } from '../helpers/store-server.ts';
import { makeFolder, startDownload, type DownloadOptions } from './start-download.ts';

export const workbook = createWorkbook(400_000);
export const object = await createObject(workbook);
/** Of the workbook's bytes. */
export const half = 200_000;

/** Downloads the workbook into a folder of its own. */
export async function downloadTo(
  store: TestStore,
  { onEvent }: Pick<DownloadOptions, 'onEvent'> = {},
) {
  const folder = await makeFolder();
  const path = join(folder, 'x.xlsx');
  return { folder, path, ...startDownload({ ...optionsFor(store, path), onEvent }) };
}

export function optionsFor(store: TestStore, path: string): DownloadOptions {
  return { link: store.link(), target: { kind: 'file', path } };
}
