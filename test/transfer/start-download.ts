import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/base/context.ts';
import { downloadFile } from '../../src/transfer/download-file.ts';
import type {
  DownloadRequest,
  DownloadResult,
  TransferEvent,
} from '../../src/transfer/download-request.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';

/** A folder that is gone after the test. */
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

/** Starts a download with what the tests have in common: loopback Links, and time a hundred times faster. */
export function startDownload({ clock, ...given }: DownloadOptions): Download {
  const events: TransferEvent[] = [];
  const request: DownloadRequest = {
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
  // Looked at by the test, in its own time.
  result.catch(() => undefined);
  return { result, events };
}

/** Whether a file is there that holds exactly that. */
export async function holds(path: string, content: Buffer): Promise<boolean> {
  return (await readFile(path)).equals(content);
}

/** The names in a folder, hidden ones too. */
export async function listFolder(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}
