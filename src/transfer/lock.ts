import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { basename, dirname, join, sep } from 'node:path';
import { SiemExportError, systemErrorCode } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { text } from './texts.ts';

/** Held for as long as a file is fetched. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Keeps a second process of this machine from fetching into the same place. The lock is a local socket
 * that is listened on, for the system takes that away from a process however it ends: nothing is left
 * over after `kill -9`, and nothing has to time out.
 *
 * Where there are no such sockets, or the other process runs on another machine, nothing breaks: two
 * of them write the same bytes of the same object to the same places, or into files of their own, and
 * the digests are those of the file itself.
 *
 * @throws SiemExportError when another process holds it
 */
export async function lockTarget(partial: string): Promise<Lock> {
  const folder = await realpath(dirname(partial)).catch(() => dirname(partial));
  const key = createHash('sha256')
    .update(join(folder, basename(partial)))
    .digest('hex');
  for (const name of socketNames(key.slice(0, 32))) {
    const outcome = await listen(name);
    if (outcome === 'taken') throw createLockedError(partial);
    if (outcome !== 'impossible') return outcome;
  }
  return { release: () => Promise.resolve() };
}

/** Linux has sockets without a file, Windows pipes; other systems need a file, which can be left over. */
function socketNames(key: string): string[] {
  if (sep === '\\') return [`\\\\.\\pipe\\siem-export-${key}`];
  return [`\0siem-export-${key}`, `/tmp/siem-export-${key}.sock`];
}

async function listen(name: string): Promise<Lock | 'taken' | 'impossible'> {
  const server = createServer((socket) => socket.destroy());
  try {
    await startListening(server, name);
  } catch (error) {
    if (systemErrorCode(error) !== 'EADDRINUSE') return 'impossible';
    if (!name.startsWith('/') || (await hasListener(name))) return 'taken';
    await rm(name, { force: true });
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

/** Whether somebody still listens there. */
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

function createLockedError(partial: string): SiemExportError {
  const message = text((texts) => texts.locked(toPlainText(dirname(partial))));
  return new SiemExportError('Locked', 'download', message, {
    hint: text((texts) => texts.lockedHint),
    retryable: true,
  });
}
