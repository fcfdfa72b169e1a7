import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import type { Context, Environment } from '../base/context.ts';
import { UsageError, systemErrorCode } from '../base/errors.ts';
import { exitCodes } from '../base/exit-codes.ts';
import { InterruptionError } from '../base/interruption-error.ts';
import { JsonError, formatJson, parseJson } from '../base/json.ts';
import { describeReadFailure, readPlainFile } from '../base/plain-file.ts';
import { chooseUiLanguage, en, zh } from '../base/ui-language.ts';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts';
import { describeRequest } from '../sandbox/request-log.ts';
import { parseScenario, type LoadedScenario } from '../sandbox/scenario.ts';
import { findScenario, scenarioNames } from '../sandbox/scenarios.ts';
import type { SandboxCommand } from './sandbox.ts';
import { formatShellWord } from './shell-words.ts';

/** Runs the emulator for as long as the command runs, or until a signal ends it. */
export async function runSandbox(options: SandboxCommand, context: Context): Promise<number> {
  const scenario = await loadScenario(options.scenario, context);
  const log = options.log === undefined ? undefined : openLog(resolve(context.cwd, options.log));
  // The user's saved defaults are for the real service.
  const settings = await makeSettingsFolder(context);
  try {
    const { clock, random } = context;
    const { port, speed } = options;
    const sandbox = await startSandbox({
      clock,
      random,
      port,
      speed,
      scenario,
      onRequest: (request) => log?.write(formatJson(describeRequest(request))),
    });
    const env = { ...sandbox.env, SIEM_EXPORT_CONFIG_DIR: settings };
    try {
      return options.command.length === 0
        ? await serve({ ...sandbox, env }, context)
        : await runCommand(options.command, { ...context.env, ...env }, context);
    } finally {
      await sandbox.close();
    }
  } finally {
    log?.close();
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
      {
        en: `sandbox: cannot create a folder in ${temporary} (${code})`,
        zh: `sandbox：无法在 ${temporary} 中创建目录（${code}）`,
      },
      {
        hint: {
          en: 'Set TMPDIR (on Windows: TEMP) to a folder for temporary files.',
          zh: '请将 TMPDIR（Windows 上为 TEMP）设为存放临时文件的目录。',
        },
      },
    );
  }
}

interface Log {
  readonly write: (line: string) => void;
  readonly close: () => void;
}

/** Written at once, so that a line is in the file before the command that asked can read it. */
function openLog(path: string): Log {
  let file: number;
  try {
    file = openSync(path, 'w');
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unknown error';
    throw new UsageError({
      en: `--log: cannot write ${path} (${code})`,
      zh: `--log：无法写入 ${path}（${code}）`,
    });
  }
  return {
    write: (line) => writeSync(file, `${line}\n`),
    close: () => {
      closeSync(file);
    },
  };
}

async function loadScenario(name: string, { cwd }: Pick<Context, 'cwd'>): Promise<LoadedScenario> {
  const builtIn = findScenario(name);
  if (builtIn !== undefined) return builtIn;
  const path = resolve(cwd, name);
  let json: string;
  try {
    json = (await readPlainFile(path)).bytes.toString();
  } catch (error) {
    const names = scenarioNames.join(', ');
    const reason = describeReadFailure(error);
    throw new UsageError({
      en: `--scenario: "${name}" is neither a scenario nor a readable file (${en(reason)}); the scenarios are ${names}`,
      zh: `--scenario："${name}" 既不是场景，也不是可读取的文件（${zh(reason)}）；可用的场景为 ${names}`,
    });
  }
  try {
    return parseScenario(parseJson(json), path);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { reason } = error;
    throw new UsageError({
      en: `--scenario: ${path} is not JSON: ${en(reason)}`,
      zh: `--scenario：${path} 不是 JSON：${zh(reason)}`,
    });
  }
}

async function serve(sandbox: Sandbox, { streams, signal, env }: Context): Promise<number> {
  const lines = Object.entries(sandbox.env).map(
    ([name, value]) => `export ${name}=${formatShellWord(value)}\n`,
  );
  streams.stdout.write(lines.join(''));
  const note = {
    en: `The sandbox listens on ${sandbox.endpoint}; press Ctrl-C to stop it.`,
    zh: `sandbox 正在监听 ${sandbox.endpoint}；按 Ctrl-C 停止。`,
  };
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
      fail(
        new UsageError({
          en: `sandbox: cannot run "${name}" (${code})`,
          zh: `sandbox：无法运行 "${name}"（${code}）`,
        }),
      );
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
