import type { Command } from 'commander';

export interface OutputFlags {
  /** JSON objects on stdout. */
  readonly json?: boolean | undefined;
  /** JMESPath that is applied to each of them. */
  readonly query?: string | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  /** The Link's query in human output too. */
  readonly showLink?: boolean | undefined;
  /** False: plain lines instead of a bar. */
  readonly progress: boolean;
  /** False: `--no-color`. */
  readonly color: boolean;
}

export function addOutputFlags(command: Command): Command {
  return command
    .optionsGroup('output')
    .option('--json')
    .option('--query <JMESPath>')
    .option('-q, --quiet')
    .option('-v, --verbose')
    .option('--show-link')
    .option('--no-progress')
    .option('--no-color');
}

/** `--events` belongs to the commands that wait. */
export function addEventsFlag(command: Command): Command {
  return command.option('--events');
}
