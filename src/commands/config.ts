import type { Command } from 'commander';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addRequestFlags, type RequestFlags } from './flags/request-flags.ts';

export type ConfigCommand = { readonly output: OutputFlags } & (
  | { readonly does: 'get' | 'unset'; readonly key: string }
  | { readonly does: 'set'; readonly key: string; readonly value: string }
  | { readonly does: 'list'; readonly flags: RequestFlags }
  | { readonly does: 'path' }
);

/** `config get|set|unset|list|path`: the saved defaults. */
export function registerConfig(
  program: Command,
  run: (command: ConfigCommand) => Promise<void>,
): void {
  const config = program.command('config').helpCommand(false);
  const get = config.command('get').argument('<key>');
  addOutputFlags(get).action((key: string, output: OutputFlags) =>
    run({ does: 'get', key, output }),
  );
  const set = config.command('set').argument('<key>').argument('<value>');
  addOutputFlags(set).action((key: string, value: string, output: OutputFlags) =>
    run({ does: 'set', key, value, output }),
  );
  const unset = config.command('unset').argument('<key>');
  addOutputFlags(unset).action((key: string, output: OutputFlags) =>
    run({ does: 'unset', key, output }),
  );
  const list = addOutputFlags(addRequestFlags(config.command('list')));
  list.action((flags: RequestFlags & OutputFlags) => run({ does: 'list', flags, output: flags }));
  addOutputFlags(config.command('path')).action((output: OutputFlags) =>
    run({ does: 'path', output }),
  );
}
