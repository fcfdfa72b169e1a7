import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { basename, dirname, join, sep } from 'node:path';
import { systemErrorCode } from '../../base/errors.ts';
import { findOwnUid } from '../../base/plain-file.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { raiseFileError } from './codes.ts';
import { texts } from './texts.ts';

/** Held while a file is downloaded. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Stops a second process on this machine from downloading to the same path. The lock is a listening
 * local socket: the system closes it however the process ends, also after `kill -9`.
 *
 * Without such sockets, or with a process on another machine, the result is still correct: both write
 * the same bytes to the same positions, or to files of their own, and verify the file.
 *
 * @throws SiemExportError if another process holds the lock
 */
export async function lockTarget(partial: string): Promise<Lock> {
  const folder = await realpath(dirname(partial)).catch(() => dirname(partial));
  const key = createHash('sha256')
    .update(join(folder, basename(partial)))
    .digest('hex');
  for (const name of socketNames(key.slice(0, 32))) {
    const outcome = await listen(name);
    if (outcome === 'taken') {
      throw raiseFileError('Locked', { message: texts.locked(toPlainText(folder)) });
    }
    if (outcome !== 'impossible') return outcome;
  }
  return { release: () => Promise.resolve() };
}

/** Linux has abstract sockets and Windows has pipes; elsewhere a socket file may be left behind. */
function socketNames(key: string): string[] {
  const user = findOwnUid() ?? '';
  if (sep === '\\') return [`\\\\.\\pipe\\siem-export-${key}`];
  return [`\0siem-export-${user}-${key}`, `/tmp/siem-export-${user}-${key}.sock`];
}

async function listen(name: string): Promise<Lock | 'taken' | 'impossible'> {
  const server = createServer((socket) => socket.destroy());
  try {
    await startListening(server, name);
  } catch (error) {
    if (systemErrorCode(error) !== 'EADDRINUSE') return 'impossible';
    if (!name.startsWith('/') || (await hasListener(name))) return 'taken';
    try {
      await rm(name, { force: true });
    } catch {
      // Another user's, which a killed process has left behind.
      return 'impossible';
    }
    return listen(name);
  }
  server.unref();
  return {
    release: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

async function startListening(server: Server, name: string): Promise<void> {
  server.listen(name);
  await once(server, 'listening');
}

/** Whether a process still listens. */
async function hasListener(name: string): Promise<boolean> {
  const socket = connect(name);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
