import type { ChildProcess, ExecFileException } from 'node:child_process';
import { withTimeout } from '../base/deadline.ts';
import type { SiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { Localized, Text } from '../base/ui-language.ts';
import type { Credentials } from '../signing/credentials.ts';
import { raise } from './codes.ts';
import { readFields, readCredentials } from './credential-fields.ts';
import type { SourceContext } from './credential-source.ts';
import { parseResponseObject, parseExpiration } from './services/token-service.ts';
import { splitCommand } from './split-command.ts';
import { texts } from './texts.ts';

const timeoutMs = 60_000;
const maxBytes = 65_536;

/**
 * Credentials from a program of the user's, which prints them as JSON. Its arguments and its output
 * on stdout and stderr are never shown: each may contain a secret.
 *
 * @param place names the command in messages
 */
export async function runExternalCommand(
  { command, place }: { readonly command: string; readonly place: Text },
  context: SourceContext,
  signal: AbortSignal,
): Promise<Credentials> {
  const [program, ...args] = splitCommand(command) ?? [];
  if (program === undefined || program === '') {
    throw raise('CredentialsMalformed', { message: texts.notACommand(place) });
  }
  const name = texts.commandOf(place, toPlainText(program));
  const createError = () => refuseCommandOutput(texts.commandTooSlow(name));
  const { clock } = context;
  const stdout = await withTimeout({ timeoutMs, clock, signal, createError }, (limited) =>
    run({ program, args, name, env: context.env }, limited),
  );
  return parseOutput(stdout, name, context);
}

interface Run {
  readonly program: string;
  readonly args: readonly string[];
  readonly name: Localized;
  readonly env: SourceContext['env'];
}

async function run({ program, args, name, env }: Run, signal: AbortSignal): Promise<string> {
  const { execFile } = await import('node:child_process');
  return await new Promise((resolve, reject) => {
    const finish = (error: ExecFileException | null, stdout: string) => {
      if (signal.aborted) reject(signal.reason as Error);
      else if (error === null) resolve(stdout);
      else reject(refuseCommandOutput(describeEnd(name, error)));
    };
    const options = { env: { ...env }, signal, maxBuffer: maxBytes, windowsHide: true };
    try {
      const child: ChildProcess = execFile(program, args, options, finish);
      child.stdin?.end();
    } catch (error) {
      // An argument contains a NUL byte.
      finish(error as ExecFileException, '');
    }
  });
}

function describeEnd(name: Localized, { code, signal }: ExecFileException): Localized {
  if (typeof code === 'number') return texts.commandExit(name, code);
  if (typeof signal === 'string') return texts.commandKilled(name, signal);
  return texts.commandNotRun(name, String(code));
}

/** `mode` is `AK` or `StsToken`. If it is missing, the token decides. */
function parseOutput(stdout: string, name: Localized, context: SourceContext): Credentials {
  const object = parseResponseObject(stdout);
  if (object === undefined) throw refuseCommandOutput(texts.commandNotJson(name));
  const fields = readFields(object, { place: texts.outputOf(name) }, context);
  const mode = fields.optional('mode')?.toLowerCase();
  if (mode !== undefined && mode !== 'ak' && mode !== 'ststoken') {
    throw refuseCommandOutput(texts.commandMode(name));
  }
  const names = { id: 'access_key_id', secret: 'access_key_secret', token: 'sts_token' };
  return {
    ...readCredentials(fields, names, mode === 'ststoken' ? 'required' : 'optional'),
    expiresAt: parseExpiration(fields.optional('expiration')),
  };
}

function refuseCommandOutput(message: Localized): SiemExportError {
  return raise('CredentialsRefused', { message, hint: texts.commandHint });
}
