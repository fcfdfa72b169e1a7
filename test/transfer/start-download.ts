import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/base/context.ts';
import { downloadFile } from '../../src/transfer/download-file.ts';
import {
  defaultDownloadOptions,
  type DownloadRequest,
  type DownloadResult,
  type TransferEvent,
} from '../../src/transfer/download-request.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';

/** A folder that is removed after the test. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-transfer-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Download {
  readonly result: Promise<DownloadResult>;
  readonly events: readonly TransferEvent[];
}

export type DownloadOptions = Partial<DownloadRequest> &
  Pick<DownloadRequest, 'link' | 'target'> & { readonly clock?: Clock };

/** Starts a download with loopback links and a clock that runs a hundred times faster. */
export function startDownload({ clock, ...given }: DownloadOptions): Download {
  const events: TransferEvent[] = [];
  const request: DownloadRequest = {
    ...defaultDownloadOptions,
    ifExists: 'fail',
    policy: { allowedHosts: ['*.aliyuncs.com'], allowLoopback: true },
    signal: new AbortController().signal,
    ...given,
    onEvent: (event) => {
      events.push(event);
      given.onEvent?.(event);
    },
  };
  const result = downloadFile(request, {
    clock: clock ?? createScaledClock(100),
    random: () => 0.5,
    env: {},
    userAgent: 'siem-export/test',
  });
  // The test awaits it later.
  result.catch(() => undefined);
  return { result, events };
}

/** Whether a file has exactly this content. */
export async function holds(path: string, content: Buffer): Promise<boolean> {
  return (await readFile(path)).equals(content);
}

/** The names in a folder, including hidden ones. */
export async function listFolder(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}
