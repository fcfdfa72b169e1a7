import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import type { Context, Environment } from '../base/context.ts';
import { UsageError, systemErrorCode } from '../base/errors.ts';
import { exitCodes } from '../base/exit-codes.ts';
import { InterruptionError } from '../base/interruption-error.ts';
import { JsonError, parseJson } from '../base/json.ts';
import { chooseUiLanguage } from '../base/ui-language.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { parseScenario, type Scenario } from '../sandbox/scenario.ts';
import { scenarios } from '../sandbox/scenarios.ts';
import type { SandboxCommand } from './sandbox.ts';
import { formatShellWord } from './shell-words.ts';
import { text } from './texts.ts';

/** Runs the emulator for as long as the command runs, or until a signal ends it. */
export async function runSandbox(options: SandboxCommand, context: Context): Promise<number> {
  const scenario = await loadScenario(options.scenario, context);
  // The user's saved defaults are for the real service.
  const settings = await makeSettingsFolder(context);
  try {
    const { clock, random } = context;
    const sandbox = await startSandbox({ clock, random, port: options.port, scenario });
    const env = { ...sandbox.env, SIEM_EXPORT_CONFIG_DIR: settings };
    try {
      return options.command.length === 0
        ? await serve({ ...sandbox, env }, context)
        : await runCommand(options.command, { ...context.env, ...env }, context);
    } finally {
      await sandbox.close();
    }
  } finally {
    await rm(settings, { recursive: true, force: true });
  }
}

async function makeSettingsFolder({ directories }: Pick<Context, 'directories'>): Promise<string> {
  const { temporary } = directories;
  try {
    return await mkdtemp(join(temporary, 'siem-export-sandbox-'));
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unknown error';
    throw new UsageError(
      text((texts) => texts.noTemporaryFolder(temporary, code)),
      { hint: text((texts) => texts.otherTemporary) },
    );
  }
}

async function loadScenario(name: string, { cwd }: Pick<Context, 'cwd'>): Promise<Scenario> {
  const builtIn = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (builtIn !== undefined) return builtIn;
  const path = resolve(cwd, name);
  let json: string;
  try {
    json = await readFile(path, 'utf8');
  } catch (error) {
    const names = Object.keys(scenarios).join(', ');
    const code = systemErrorCode(error) ?? 'unknown error';
    throw new UsageError(text((texts) => texts.noScenario(name, code, names)));
  }
  try {
    return parseScenario(parseJson(json), path);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { reason } = error;
    throw new UsageError(text((texts, say) => texts.scenarioNotJson(path, say(reason))));
  }
}

async function serve(sandbox: Sandbox, { streams, signal, env }: Context): Promise<number> {
  const lines = Object.entries(sandbox.env).map(
    ([name, value]) => `export ${name}=${formatShellWord(value)}\n`,
  );
  streams.stdout.write(lines.join(''));
  const note = text((texts) => texts.listensAt(sandbox.endpoint));
  streams.stderr.write(`${note[chooseUiLanguage(env)]}\n`);
  const reason = await aborted(signal);
  return exitCodes[reason.signalName === 'SIGINT' ? 'interrupted' : 'terminated'];
}

function aborted(signal: AbortSignal): Promise<InterruptionError> {
  return new Promise((done) => {
    const finish = (): void => {
      const reason: unknown = signal.reason;
      done(reason instanceof InterruptionError ? reason : new InterruptionError('SIGTERM'));
    };
    if (signal.aborted) finish();
    else signal.addEventListener('abort', finish, { once: true });
  });
}

function runCommand(
  [name = '', ...args]: readonly string[],
  env: Environment,
  { programCommand, cwd, signal, streams, onStatusRequest }: Context,
): Promise<number> {
  const [file = name, ...before] = name === 'siem-export' ? programCommand : [name];
  const child = spawn(file, [...before, ...args], { env, cwd, stdio: 'inherit' });
  const forward = (): void => {
    forwardSignal(signal.reason, child, streams.stdin.isTTY ?? false);
  };
  signal.addEventListener('abort', forward, { once: true });
  const stopListening = onStatusRequest(() => child.kill('SIGUSR1'));
  return new Promise<number>((done, fail) => {
    child.once('error', (error) => {
      const code = systemErrorCode(error) ?? error.message;
      fail(new UsageError(text((texts) => texts.notRunnable(name, code))));
    });
    child.once('exit', (code, killedBy) => {
      done(code ?? 128 + constants.signals[killedBy ?? 'SIGTERM']);
    });
  }).finally(() => {
    signal.removeEventListener('abort', forward);
    stopListening();
  });
}

/** A terminal sends Ctrl-C to the command as well; any other signal reaches the sandbox alone. */
function forwardSignal(reason: unknown, child: ChildProcess, atTerminal: boolean): void {
  const signalName = reason instanceof InterruptionError ? reason.signalName : 'SIGTERM';
  if (signalName === 'SIGINT' && atTerminal) return;
  child.kill(signalName);
}
