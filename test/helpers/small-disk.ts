import { execFileSync } from 'node:child_process';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  unmount(): void;
}

/**
 * A file system of its own that is as small as asked for, in memory.
 * @param size as `mount` takes it: `1m`
 * @returns why there is none, where the system or a lack of rights forbids it
 */
export async function mountSmallDisk(size: string): Promise<SmallDisk | string> {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-disk-'));
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], {
      stdio: 'pipe',
    });
  } catch {
    await rmdir(folder);
    return 'skipped: a small file system cannot be mounted here';
  }
  return {
    folder,
    unmount() {
      execFileSync('/bin/umount', [folder]);
      void rmdir(folder);
    },
  };
}
