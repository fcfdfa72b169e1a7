import { resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { parseByteSize } from '../../base/byte-sizes.ts';
import { UsageError } from '../../base/errors.ts';
import { isHostPattern } from '../../base/host-pattern.ts';
import type { DownloadSettings } from '../../operations/download-task.ts';
import type { IfExists } from '../../transfer/download-request.ts';
import { isFleet, type WrittenAccounts } from './accounts.ts';
import { text } from './texts.ts';

interface WrittenDownloadFlags {
  readonly output?: string;
  readonly dir?: string;
  readonly roleFor?: WrittenAccounts;
  readonly ifExists: string;
  readonly resume: boolean;
  readonly connections: string;
  readonly limitRate?: string;
  readonly receipt: boolean;
  readonly allowHost: readonly string[];
}

const policies: readonly string[] = ['fail', 'skip', 'overwrite', 'rename'] satisfies IfExists[];
const defaultHosts = ['*.aliyuncs.com'];

export function addDownloadFlags(command: Command): Command {
  return command
    .optionsGroup('downloading')
    .option('-o, --output <file>')
    .option('-d, --dir <folder>')
    .option('--if-exists <policy>', '', 'skip')
    .option('--no-resume')
    .option('--connections <n>', '', 'auto')
    .option('--limit-rate <bytes/s>')
    .option('--no-receipt')
    .option(
      '--allow-host <host>',
      '',
      (host: string, hosts: readonly string[]) => [...hosts, validateHost(host)],
      [],
    );
}

/**
 * @param cwd the folder that relative paths start from
 * @throws UsageError naming the flag, the value and what is allowed
 */
export function parseDownloadFlags(written: object, cwd: string): DownloadSettings {
  const flags = written as WrittenDownloadFlags;
  return {
    destination: parseDestination(flags, cwd),
    ifExists: parseIfExists(flags.ifExists),
    resume: flags.resume,
    connections: parseConnections(flags.connections),
    limitRate:
      flags.limitRate === undefined ? undefined : parseByteSize('--limit-rate', flags.limitRate),
    receipt: flags.receipt,
    allowedHosts: [...defaultHosts, ...flags.allowHost],
  };
}

function parseDestination(
  { output, dir, roleFor }: WrittenDownloadFlags,
  cwd: string,
): DownloadSettings['destination'] {
  if (output !== undefined && dir !== undefined) {
    throw new UsageError(text((texts) => texts.outputAndDir));
  }
  if (output === '' || dir === '') throw new UsageError(text((texts) => texts.noName));
  if (output !== undefined && isFleet(roleFor)) {
    throw new UsageError(text((texts) => texts.oneFileForFleet));
  }
  if (output !== undefined && ['/', sep].includes(output.slice(-1))) {
    throw new UsageError(text((texts) => texts.outputIsFolder(JSON.stringify(output))));
  }
  if (output === '-') return { kind: 'stdout' };
  if (output !== undefined) return { kind: 'file', path: resolve(cwd, output) };
  return { kind: 'folder', folder: resolve(cwd, dir ?? '.') };
}

function parseIfExists(written: string): IfExists {
  if (policies.includes(written)) return written as IfExists;
  throw new UsageError(
    text((texts) => texts.notAllowed('--if-exists', written, policies.join(', '))),
  );
}

function parseConnections(written: string): number | 'auto' {
  if (written === 'auto') return 'auto';
  const count = /^\d{1,2}$/.test(written) ? Number(written) : 0;
  if (count >= 1 && count <= 16) return count;
  throw new UsageError(text((texts) => texts.notAConnectionCount(written)));
}

function validateHost(host: string): string {
  if (isHostPattern(host)) return host.toLowerCase();
  throw new UsageError(text((texts) => texts.notAHost(JSON.stringify(host))));
}
