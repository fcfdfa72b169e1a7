import { Command, CommanderError } from 'commander';
import type { Context } from '../base/context.ts';
import { UsageError } from '../base/errors.ts';
import { exitCodes } from '../base/exit-codes.ts';
import { version } from '../base/version.ts';
import { registerDownload } from './download.ts';
import { registerSandbox } from './sandbox.ts';
import { registerStatus } from './status.ts';
import { registerWait } from './wait.ts';

/** What a command does once its flags are parsed. */
type Run<T> = (command: T, context: Context) => Promise<number>;

/**
 * Parses the command line and runs the command that it names. What a command does is loaded when
 * it runs, so that help and usage errors cost nothing but the parser.
 * @throws UsageError, and whatever the command throws
 */
export async function runProgram(argv: readonly string[], context: Context): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const running =
    <T>(load: () => Promise<Run<T>>) =>
    async (command: T): Promise<void> => {
      exitCode = await (await load())(command, context);
    };
  const program = createProgram(context);
  registerWait(
    program,
    context,
    running(async () => (await import('./run-wait.ts')).runWait),
  );
  registerStatus(
    program,
    context,
    running(async () => (await import('./run-status.ts')).runStatus),
  );
  registerDownload(
    program,
    context,
    running(async () => (await import('./run-download.ts')).runDownload),
  );
  registerSandbox(
    program,
    running(async () => (await import('./run-sandbox.ts')).runSandbox),
  );
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0 || error.code === 'commander.help') return exitCodes.ok;
    throw new UsageError(error.message.replace(/^error: /, ''), { hint: usageHint(argv) });
  }
}

function createProgram({ streams }: Pick<Context, 'streams'>): Command {
  return new Command('siem-export')
    .description('Waits for export tasks of Alibaba Cloud SIEM and downloads their workbooks.')
    .version(version, '-V, --version')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      // Help that was not asked for goes to stderr; error texts are written where they are caught.
      writeErr: (text) => streams.stderr.write(text),
      outputError: () => undefined,
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .addHelpText('after', '\nExamples:\n' + examples.map((line) => `  $ ${line}\n`).join(''));
}

const examples = [
  'siem-export wait 200013 --download',
  'siem-export status 200013',
  'siem-export wait 200013 --json | jq -r .Link',
  'siem-export sandbox -- siem-export wait 200013 --download',
];

function usageHint([name]: readonly string[]): string {
  return name === undefined || name.startsWith('-')
    ? 'siem-export --help lists the commands.'
    : `siem-export ${name} --help lists what is allowed.`;
}
