import type { ChildProcess, ExecFileException } from 'node:child_process';
import type { SiemExportError } from '../../base/errors.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { Credentials } from '../../signing/credentials.ts';
import { createAuthError } from './auth-error.ts';
import { readFields, readKeys } from './credential-fields.ts';
import type { SourceContext } from './credential-source.ts';
import { parseAnswerObject, parseExpiration, withinLimit } from './services/token-service.ts';
import { splitCommand } from './split-command.ts';

const limitMs = 60_000;
const maxBytes = 65_536;

/**
 * Keys from a program of the user's own, which prints them as JSON. What it prints is never shown,
 * nor what it says on stderr, nor its arguments: each may hold a secret.
 *
 * @param place what names the command, for messages
 */
export async function runExternalCommand(
  { command, place }: { readonly command: string; readonly place: string },
  context: SourceContext,
  signal: AbortSignal,
): Promise<Credentials> {
  const [program, ...args] = splitCommand(command) ?? [];
  if (program === undefined || program === '') {
    throw createAuthError(
      'CredentialsMalformed',
      `process_command of ${place} is not a command: a quote is not closed, or nothing is there`,
    );
  }
  const name = `the process_command of ${place} ("${toPlainText(program)}")`;
  const createError = () => refuse(`${name} did not end within 60 s`);
  const { clock } = context;
  const stdout = await withinLimit({ limitMs, clock, signal, createError }, (limited) =>
    run({ program, args, name, env: context.env }, limited),
  );
  return parseOutput(stdout, name, context);
}

interface Run {
  readonly program: string;
  readonly args: readonly string[];
  readonly name: string;
  readonly env: SourceContext['env'];
}

async function run({ program, args, name, env }: Run, signal: AbortSignal): Promise<string> {
  const { execFile } = await import('node:child_process');
  return await new Promise((resolve, reject) => {
    const finish = (error: ExecFileException | null, stdout: string) => {
      if (signal.aborted) reject(signal.reason as Error);
      else if (error === null) resolve(stdout);
      else reject(refuse(`${name} ${describeEnd(error)}`));
    };
    const options = { env: { ...env }, signal, maxBuffer: maxBytes, windowsHide: true };
    try {
      const child: ChildProcess = execFile(program, args, options, finish);
      child.stdin?.end();
    } catch (error) {
      // Arguments with a NUL byte.
      finish(error as ExecFileException, '');
    }
  });
}

function describeEnd({ code, signal }: ExecFileException): string {
  if (typeof code === 'number') return `ended with the exit code ${code}`;
  if (typeof signal === 'string') return `was ended by ${signal}`;
  return `could not be run (${String(code)})`;
}

/** `mode` is `AK` or `StsToken`; where it is absent, the token tells. */
function parseOutput(stdout: string, name: string, context: SourceContext): Credentials {
  const object = parseAnswerObject(stdout);
  if (object === undefined) throw refuse(`${name} did not print a JSON object`);
  const place = `the output of ${name}`;
  const fields = readFields(object, { place }, context);
  const mode = fields.optional('mode')?.toLowerCase();
  if (mode !== undefined && mode !== 'ak' && mode !== 'ststoken') {
    throw refuse(`${name} printed a mode other than AK and StsToken`);
  }
  const names = { id: 'access_key_id', secret: 'access_key_secret', token: 'sts_token' };
  return {
    ...readKeys(fields, names, mode === 'ststoken' ? 'required' : 'optional'),
    expiresAt: parseExpiration(fields.optional('expiration')),
  };
}

function refuse(message: string): SiemExportError {
  return createAuthError('CredentialsRefused', message, {
    hint: 'Run that command by hand: it must print {"mode", "access_key_id", "access_key_secret", "sts_token"}.',
  });
}
