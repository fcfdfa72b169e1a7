import { Command, CommanderError } from 'commander';
import type { Context } from '../base/context.ts';
import { exitCodes } from '../base/exit-codes.ts';
import { chooseUiLanguage } from '../base/ui-language.ts';
import { version } from '../base/version.ts';
import { registerCommands } from './register-commands.ts';

/**
 * Parses the command line and runs the command that it names.
 * @throws UsageError, and what the command throws
 */
export async function runProgram(written: readonly string[], context: Context): Promise<number> {
  const argv = expandHelp(written);
  let exitCode: number = exitCodes.ok;
  const output = createOutput(context);
  const program = createProgram(output);
  registerCommands(program, context, {
    argv,
    onEnd: (code) => {
      exitCode = code;
    },
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (isHelp(error)) return await showHelp(program, { argv, output, context });
    if (error.exitCode === 0) return exitCodes.ok;
    const { toUsageError } = await import('./parser-error.ts');
    throw toUsageError(error, { argv, program });
  }
}

/** `help wait` is `wait --help`. */
function expandHelp(argv: readonly string[]): readonly string[] {
  const [first, ...words] = argv;
  return first === 'help' && words.length > 0 ? [...words, '--help'] : argv;
}

function createProgram({ writeOut, writeErr }: Output): Command {
  return (
    new Command('siem-export')
      .version(version, '-V, --version')
      .enablePositionalOptions()
      .exitOverride()
      // Help is formatted in `showHelp`, once it is requested.
      .configureHelp({ formatHelp: () => '' })
      .configureOutput({
        writeOut,
        writeErr,
        // Errors are printed where they are caught.
        outputError: () => undefined,
        getOutHelpWidth: () => 80,
        getErrHelpWidth: () => 80,
        // Help has no colours, and asking the streams would build them.
        getOutHasColors: () => false,
        getErrHasColors: () => false,
      })
  );
}

/** The parser's own output: the version, and help, which goes to stderr if it was not requested. */
interface Output {
  readonly writeOut: (text: string) => void;
  readonly writeErr: (text: string) => void;
  /** Lets help through, once it has its texts. */
  readonly unmute: () => void;
}

function createOutput({ streams }: Pick<Context, 'streams'>): Output {
  let isMuted = true;
  return {
    writeOut: (text) => {
      if (!isMuted || text === `${version}\n`) streams.print(text);
    },
    writeErr: (text) => {
      if (!isMuted) streams.stderr.write(text);
    },
    unmute: () => {
      isMuted = false;
    },
  };
}

function isHelp({ code }: CommanderError): boolean {
  return code === 'commander.help' || code === 'commander.helpDisplayed';
}

/** `-h`, also among other short flags, is the short help; `--help` the whole. */
function isShort(argv: readonly string[]): boolean {
  return argv.some((word) => /^-[a-zA-Z]*h$/.test(word)) && !argv.includes('--help');
}

/** Loads what formats help, then parses the command line again. */
async function showHelp(
  program: Command,
  { argv, output, context }: { argv: readonly string[]; output: Output; context: Context },
): Promise<number> {
  if (argv[0] !== 'help') {
    const { findUnknownCommand } = await import('./parser-error.ts');
    const unknown = findUnknownCommand(program, argv);
    if (unknown !== undefined) throw unknown;
  }
  const { describeProgram } = await import('./help/describe-program.ts');
  describeProgram(program, { language: chooseUiLanguage(context.env), isShort: isShort(argv) });
  output.unmute();
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
  }
  return exitCodes.ok;
}
