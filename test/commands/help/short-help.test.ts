import { Command } from 'commander';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/base/context.ts';
import { findHelp } from '../../../src/commands/help/command-help.ts';
import { registerCommands } from '../../../src/commands/register-commands.ts';
import { runCli } from '../../helpers/run-cli.ts';

const program = new Command('siem-export').enablePositionalOptions();
registerCommands(program, {} as Context, { argv: [], onEnd: () => undefined });

const commands = program.commands.flatMap((command) => [command, ...command.commands]);
const paths = commands
  .filter((command) => findHelp(command) !== undefined)
  .map((command) => [
    ...(command.parent === program ? [] : [command.parent?.name() ?? '']),
    command.name(),
  ]);
const cases = [[], ...paths].flatMap((path) => [[path, 'en'] as const, [path, 'zh'] as const]);

const run = (argv: readonly string[], language: string) =>
  runCli(argv, { env: { SIEM_EXPORT_UI_LANG: language } });

describe('the short help', () => {
  it.each(cases)('of %j in %s fits 24 lines of 80 columns', async (path, language) => {
    const { exitCode, stdout, stderr } = await run([...path, '-h'], language);
    expect([exitCode, stderr]).toEqual([0, '']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length, stdout).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
    expect(lines[0]).toMatch(/^(Usage: |用法：)/);
    expect(stdout).toContain('--help');
  });

  it('has three examples of wait, and the flags that most people need', async () => {
    const { stdout } = await run(['wait', '-h'], 'en');
    expect(stdout.match(/^ {2}siem-export /gm)).toHaveLength(3);
    for (const flag of ['--download', '--timeout', '--role-for']) expect(stdout).toContain(flag);
    expect(stdout).not.toContain('--max-interval');
  });

  it('is asked for among other short flags, and --help goes before it', async () => {
    const short = await run(['wait', '-h'], 'en');
    expect(await run(['wait', '-qh'], 'en')).toEqual(short);
    expect(await run(['wait', '-h', '--help'], 'en')).toEqual(await run(['wait', '--help'], 'en'));
  });

  it('lists only flags that the command has', () => {
    for (const command of commands) {
      const names = command.options.map(({ long }) => long);
      expect(names, command.name()).toEqual(
        expect.arrayContaining([...(findHelp(command)?.mostUsed ?? [])]),
      );
    }
  });
});

describe('an unknown command', () => {
  it.each([
    ['watch', 'wait'],
    ['wiat', 'wait'],
    ['get', 'status'],
    ['ls', 'list'],
    ['rm', 'forget'],
    ['forgt', 'forget'],
    ['version', '--version'],
    ['login', 'doctor'],
  ])('%s suggests %s', async (word, meant) => {
    for (const argv of [[word], ['help', word], [word, '--help']]) {
      const { exitCode, stdout, stderr } = await run(argv, 'en');
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`unknown command "${word}"; did you mean ${meant}?`);
    }
  });

  it.each(['get', 'target', 'fort', 'format', 'forest'])(
    '%s never suggests forget',
    async (word) => {
      expect((await run([word], 'en')).stderr).not.toContain('forget');
    },
  );

  it('of config is an error too, in Chinese as well', async () => {
    const { exitCode, stderr } = await run(['help', 'config', 'gett'], 'zh');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('没有名为 "gett" 的命令；您是否想用 get？');
  });

  it('is none where `help` names a command of a command', async () => {
    const asked = await run(['help', 'config', 'set'], 'en');
    expect(asked).toEqual(await run(['config', 'set', '--help'], 'en'));
  });
});
