import { Command } from 'commander';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/base/context.ts';
import { describeProgram } from '../../../src/commands/help/describe-program.ts';
import { registerCommands } from '../../../src/commands/register-commands.ts';
import { runCli } from '../../helpers/run-cli.ts';

const languages = ['en', 'zh'] as const;

function createProgram(): Command {
  const program = new Command('siem-export').version('0').enablePositionalOptions();
  // Nothing is asked of the world before a command runs.
  registerCommands(program, {} as Context, { argv: [], onEnd: () => undefined });
  return program;
}

function everyCommand(command: Command): readonly Command[] {
  const visible = command.createHelp().visibleCommands(command);
  return [command, ...visible.filter((each) => each.name() !== 'help').flatMap(everyCommand)];
}

/** The words that ask for the help of a command: `config set --help`. */
function pathOf(command: Command): readonly string[] {
  return command.parent === null ? [] : [...pathOf(command.parent), command.name()];
}

const commands = everyCommand(createProgram());

describe('help', () => {
  it.each(languages)('has a text for every command, flag and argument in %s', (language) => {
    const program = createProgram();
    describeProgram(program, { language });
    for (const command of everyCommand(program)) {
      const texts = [
        command.description(),
        ...command.options.map(({ description }) => description),
        ...command.registeredArguments.map(({ description }) => description),
      ];
      expect(texts, command.name()).not.toContain('');
    }
  });

  const cases = languages.flatMap((language) =>
    commands.map((command) => [language, pathOf(command)] as const),
  );
  it.each(cases)('in %s of %j fits 80 columns and stays as it is', async (language, path) => {
    const { stdout, stderr, exitCode } = await runCli([...path, '--help'], {
      env: { SIEM_EXPORT_UI_LANG: language },
    });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').filter((line) => stringWidth(line) > 80)).toEqual([]);
    await expect(stdout).toMatchFileSnapshot(
      `./snapshots/${['siem-export', ...path].join('-')}.${language}.txt`,
    );
  });

  it('of `help wait` is that of `wait --help`', async () => {
    const asked = await runCli(['help', 'wait']);
    expect(asked).toEqual(await runCli(['wait', '--help']));
  });

  it('suggests what was meant, in both languages', async () => {
    const ask = async (argv: readonly string[], language: string) =>
      (await runCli(argv, { env: { SIEM_EXPORT_UI_LANG: language } })).stderr;
    expect(await ask(['wiat'], 'en')).toContain('did you mean wait?');
    expect(await ask(['wait', '--timout', '1'], 'en')).toContain('did you mean --timeout?');
    expect(await ask(['wiat'], 'zh')).toContain('没有名为 "wiat" 的命令；您是否想用 wait？');
    expect(await ask(['wait', '--timeout'], 'zh')).toContain('缺少值');
  });
});
